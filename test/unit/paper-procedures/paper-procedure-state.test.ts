import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PaperProcedure } from '../../../src/paper-procedures/paper-procedure';
import {
  isOpen,
  PAPER_PROCEDURE_STATES,
  PAPER_STEPS,
  PAPER_TRANSITIONS,
  stateAfter,
  type PaperProcedureState,
} from '../../../src/paper-procedures/paper-procedure-state';
import { stepObstacle } from '../../../src/paper-procedures/step-rule';

const DOCUMENT = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'paper-procedures.md'), 'utf8');

const received = { by: { id: 'clerk-a', name: 'A' }, at: new Date(0) };

function procedureIn(
  state: PaperProcedureState,
  kind: PaperProcedure['kind'] = 'CHANGE_PINS',
): Parameters<typeof stepObstacle>[0] {
  return { state, kind, received, subjectUserId: 'subject' };
}

describe('R6: RECEIVED → VERIFIED → EXECUTED, or REJECTED', () => {
  it.each([
    ['RECEIVED', 'VERIFY', 'VERIFIED'],
    ['RECEIVED', 'EXECUTE', null],
    ['RECEIVED', 'REJECT', 'REJECTED'],
    ['VERIFIED', 'VERIFY', null],
    ['VERIFIED', 'EXECUTE', 'EXECUTED'],
    ['VERIFIED', 'REJECT', 'REJECTED'],
    ['EXECUTED', 'VERIFY', null],
    ['EXECUTED', 'EXECUTE', null],
    ['EXECUTED', 'REJECT', null],
    ['REJECTED', 'VERIFY', null],
    ['REJECTED', 'EXECUTE', null],
    ['REJECTED', 'REJECT', null],
  ] as const)('%s by %s leads to %s', (state, step, next) => {
    expect(stateAfter(state, step)).toBe(next);
    expect(stepObstacle(procedureIn(state), step, 'clerk-b') === null).toBe(next !== null);
  });

  it('however staff try, nothing is executed unverified, nor anything done to what is finished', () => {
    const attempt = fc.record({
      step: fc.constantFrom(...PAPER_STEPS),
      by: fc.constantFrom('clerk-a', 'clerk-b', 'clerk-c', 'subject'),
    });
    fc.assert(
      fc.property(
        fc.array(attempt, { maxLength: 12 }),
        fc.constantFrom('CHANGE_PINS', 'RESTORE_STAFF'),
        (attempts, kind) => {
          let state: PaperProcedureState = 'RECEIVED';
          const taken: { step: string; by: string }[] = [];
          for (const { step, by } of attempts) {
            if (stepObstacle(procedureIn(state, kind), step, by) !== null) continue;
            expect(isOpen(state)).toBe(true);
            state = stateAfter(state, step) ?? state;
            taken.push({ step, by });
          }
          const steps = taken.map(({ step }) => step);
          expect([[], ['VERIFY'], ['REJECT'], ['VERIFY', 'REJECT'], ['VERIFY', 'EXECUTE']]).toContainEqual(
            steps,
          );
          for (const { step, by } of taken) {
            if (step !== 'REJECT') expect(by).not.toBe('clerk-a');
            if (kind === 'RESTORE_STAFF') expect(by).not.toBe('subject');
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('as the picture in docs/paper-procedures.md shows, no arrow more or less', () => {
    const drawn = [...DOCUMENT.matchAll(/^ {4}([A-Z]+) --> ([A-Z]+): ([a-z]+)$/gm)].map(
      ([, from, to, step = '']) => `${String(from)} ${step.toUpperCase()} ${String(to)}`,
    );
    const table = PAPER_PROCEDURE_STATES.flatMap((state) =>
      Object.entries(PAPER_TRANSITIONS[state]).map(([step, next]) => `${state} ${step} ${next}`),
    );
    expect(drawn.sort()).toEqual(table.sort());
    expect(DOCUMENT).toContain('[*] --> RECEIVED');
  });
});

describe('R6: four eyes', () => {
  it('who received neither verifies nor executes, whatever the state, but may reject his own slip', () => {
    expect(stepObstacle(procedureIn('RECEIVED'), 'VERIFY', 'clerk-a')).toBe('OWN_RECEIPT');
    expect(stepObstacle(procedureIn('VERIFIED'), 'EXECUTE', 'clerk-a')).toBe('OWN_RECEIPT');
    expect(stepObstacle(procedureIn('EXECUTED'), 'EXECUTE', 'clerk-a')).toBe('OWN_RECEIPT');
    expect(stepObstacle(procedureIn('RECEIVED'), 'REJECT', 'clerk-a')).toBeNull();
  });

  it('nobody has a hand in restoring himself', () => {
    for (const step of PAPER_STEPS) {
      expect(stepObstacle(procedureIn('VERIFIED', 'RESTORE_STAFF'), step, 'subject')).toBe('OWN_ACCOUNT');
    }
  });
});
