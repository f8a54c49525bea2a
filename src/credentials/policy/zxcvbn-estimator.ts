import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary as commonWords } from '@zxcvbn-ts/language-common';
import { dictionary as englishWords } from '@zxcvbn-ts/language-en';
import { dictionary as japaneseWords } from '@zxcvbn-ts/language-ja';
import type { GuessabilityEstimator } from './guessability-estimator';
import { guessedForms } from './guessed-forms';

/** Ways of reading look-alike characters (`p4$$`) that are tried; bounds one estimate to some milliseconds. */
const LOOK_ALIKE_READINGS = 20;

/** Estimates by zxcvbn (Wheeler, USENIX Security 2016) with English and Japanese dictionaries. Made once: loading them takes long. */
export function zxcvbnEstimator(): GuessabilityEstimator {
  const zxcvbn = new ZxcvbnFactory({
    dictionary: { ...commonWords, ...englishWords, ...japaneseWords },
    graphs: adjacencyGraphs,
    l33tMaxSubstitutions: LOOK_ALIKE_READINGS,
    useLevenshteinDistance: false,
  });
  return { guesses: (secret, ownWords) => zxcvbn.check(secret, ownWords.flatMap(guessedForms)).guesses };
}
