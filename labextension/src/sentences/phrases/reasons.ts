import { ITextTranslate, Phrases, says } from '../phrase';

/** What came of an ask: `Answer.reason`. */
export function reasons(trans: ITextTranslate): Phrases {
  return {
    reason: [
      says(
        trans.__(
          '%1, but what it does is far from the words of the request; say more, or show another row'
        ),
        'reason!'
      ),
      says(trans.__('%1; ask again or in other words'), 'failure'),
      says(
        trans.__('no candidate meets the specification (%1 tried); the nearest one: %2'),
        'value',
        'message'
      ),
      says(
        trans.__('no candidate ran to its end (%1 tried); the best one: %2'),
        'value',
        'message'
      ),
      says(trans.__('it meets every part of the specification')),
      says(trans.__('it meets every part of the specification, %1'), 'grade!'),
      says(trans.__('it ran without error; a sentence cannot be checked by running')),
      says(trans.__('it ran without error; nothing was specified to check')),
      says(
        trans.__('%1, but the cell does nothing with %2; show a row that tells whether it should'),
        'reason!',
        'value'
      ),
      says(
        trans.__(
          '%1, and so does another reading that makes another value; show a row in which they differ'
        ),
        'reason!'
      ),
      says(trans.__('%1; it was repaired: %2'), 'reason!', 'edits'),
      says(
        trans.__('%1; it was found by searching for a program that makes the example'),
        'reason!'
      ),
      says(trans.__('%1; it makes another value each time it runs'), 'reason!'),
      says(trans.__('%1 (%2)'), 'reason!', 'sampled!'),
      says(trans.__('%1; there are fewer samples than asked for, as %2'), 'reason!', 'failure'),
      says(trans.__('it was stopped')),
      says(
        trans.__('another request to this assistant is still running; ask again when it has ended')
      )
    ],
    grade: [
      says(trans.__('identical')),
      says(trans.__('equal after a dtype conversion')),
      says(trans.__('equal within floating-point tolerance')),
      says(
        trans.__('equal but for the container, its name, its index or where the rows shown stand')
      ),
      says(trans.__('equal but for the order of columns')),
      says(trans.__('equal but for the order of rows')),
      says(trans.__('not equal'))
    ],
    sampled: [
      says(trans.__('%1: only the first %2 of %3 rows were used'), 'value', 'value', 'value')
    ],
    question: [
      says(
        trans.__('Another reading remains, with the columns %1; state the columns to settle it.'),
        'value'
      ),
      says(
        trans.__('Another reading gives %1 instead of %2; state the value to settle it.'),
        'value',
        'value'
      ),
      says(
        trans.__(
          'Another reading makes the same value on this data and would differ on other data; compare the two cells.'
        )
      ),
      says(
        trans.__(
          'Another reading remains: it ends before row %1 of this value (%2); show that row in the example to settle it.'
        ),
        'value',
        'value'
      ),
      says(
        trans.__(
          'Another reading remains: it has a further row, %1 (%2); show that row in the example to settle it.'
        ),
        'value',
        'value'
      ),
      says(
        trans.__(
          'Another reading remains: in row %1 it has %2 where this one has %3; show that row in the example to settle it.'
        ),
        'value',
        'value',
        'value'
      )
    ]
  };
}
