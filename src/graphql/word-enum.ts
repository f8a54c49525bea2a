import { registerEnumType } from 'type-graphql';

/**
 * Registers a closed list of the domain's words as a GraphQL enum: each stands for itself and has a description. With
 * `Word` named, a word left out or one too many does not compile.
 */
export function wordEnum<Word extends string>(
  name: string,
  description: string,
  descriptions: Readonly<Record<Word, string>>,
): { readonly [Each in Word]: Each } {
  const described = Object.entries<string>(descriptions);
  const words = Object.fromEntries(described.map(([word]) => [word, word])) as { [Each in Word]: Each };
  registerEnumType(words, {
    name,
    description,
    valuesConfig: Object.fromEntries(
      described.map(([word, text]) => [word, { description: text }]),
    ) as Record<Word, { description: string }>,
  });
  return words;
}
