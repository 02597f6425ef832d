import { ITextTranslate, Phrases, says } from '../phrase';

/** How a value differs from what was stated: the messages of clauses. */
export function checks(trans: ITextTranslate): Phrases {
  return {
    message: [says(trans.__('%1: %2'), 'grade!', 'mismatch!')],
    mismatch: [
      says(trans.__('%1 could not be checked (%2)'), 'value', 'value'),
      says(trans.__('the values could not be compared (%1)'), 'value'),
      says(trans.__('the value is %1 and has no columns %2'), 'thing', 'labels'),
      says(trans.__('the value is %1 and has no columns'), 'thing'),
      says(trans.__('the value is %1 and has no rows'), 'thing'),
      says(trans.__('%1: the columns are %2'), 'problem!', 'labels'),
      says(trans.__('column %1 should be %2, not %3'), 'numbers!', 'labels', 'labels'),
      says(trans.__('column %1 is missing'), 'labels'),
      says(trans.__('column %1: expected dtype %2, got %3'), 'labels', 'value', 'value'),
      says(
        trans.__('%1; if the example is only a part, state partial or add a row of ...'),
        'mismatch!'
      ),
      says(trans.__('%1 should be %2'), 'place!', 'cells'),
      says(trans.__('the same rows in another order: %1 should be %2'), 'place', 'cells'),
      says(
        trans.__(
          'the same rows in another order: %1 should be %2 (the expected rows are in order of %3)'
        ),
        'place',
        'cells',
        'column!'
      ),
      says(
        trans.__(
          'the rows of the example are there in another order: %1 of the example (%2) does not come after the row before it'
        ),
        'place',
        'cells'
      ),
      says(trans.__('no row of the value matches %1 of the example (%2)'), 'place', 'cells'),
      says(trans.__('the value has the index %1, which was not expected'), 'labels'),
      says(trans.__('expected the index %1, got none'), 'labels'),
      says(trans.__('%1: %2'), 'place!', 'difference!')
    ],
    problem: [
      says(trans.__('column %1 missing'), 'labels'),
      says(trans.__('columns %1 missing'), 'labels'),
      says(trans.__('column %1 not expected'), 'labels'),
      says(trans.__('columns %1 not expected'), 'labels'),
      says(trans.__('%1; %2'), 'problem!', 'problem!'),
      says(trans.__('%1 (%2 is the index of the value)'), 'problem!', 'labels')
    ],
    difference: [
      says(trans.__('expected %1, got %2'), 'thing', 'thing'),
      says(trans.__('expected at least %1, got %2'), 'thing', 'thing'),
      says(trans.__('%1 (and %2 more row)'), 'difference!', 'value'),
      says(trans.__('%1 (and %2 more rows)'), 'difference!', 'value')
    ],
    place: [
      says(trans.__('row %1'), 'numbers!'),
      says(trans.__('row %1 (labelled %2)'), 'numbers!', 'cells'),
      says(trans.__('%1, %2'), 'place!', 'column!')
    ],
    column: [
      says(trans.__('column %1'), 'labels'),
      says(trans.__('index')),
      says(trans.__('index %1'), 'labels')
    ],
    thing: [
      says(trans.__('anything')),
      says(trans.__('none')),
      says(trans.__('a missing value')),
      says(trans.__('%1 (without a time zone)'), 'value'),
      says(trans.__('%1 (with a time zone)'), 'value'),
      says(trans.__('%1 row'), 'numbers!'),
      says(trans.__('%1 rows'), 'numbers!'),
      says(trans.__('%1 column'), 'numbers!'),
      says(trans.__('%1 columns'), 'numbers!'),
      says(trans.__('%1 index level'), 'numbers!'),
      says(trans.__('%1 index levels'), 'numbers!'),
      says(trans.__('a table with %1 column'), 'numbers!'),
      says(trans.__('a table with %1 columns'), 'numbers!'),
      says(trans.__('a single value')),
      says(trans.__('an object')),
      says(trans.__('an index')),
      says(trans.__('an array')),
      says(trans.__('a series')),
      says(trans.__('a list')),
      says(trans.__('a dict')),
      says(trans.__('a frame')),
      says(trans.__('a %1'), 'value'),
      says(trans.__('an %1'), 'value'),
      says(trans.__('%1 of shape %2'), 'value', 'numbers!'),
      says(trans.__('%1 of %2'), 'value', 'numbers!'),
      says(trans.__('%1 of %2 bits'), 'value', 'numbers!'),
      says('%1 (%2)', 'thing', 'value'),
      says('%1', 'value')
    ],
    cells: [
      says(trans.__('a missing value')),
      says(trans.__('anything')),
      says(trans.__('%1 a missing value'), 'labels'),
      says(trans.__('%1 anything'), 'labels'),
      says(trans.__('without a name %1'), 'value'),
      says('%1, %2', 'cells', 'cells'),
      says('%1', 'value')
    ],
    labels: [
      says(trans.__('none')),
      says(trans.__('without a name')),
      says('%1, %2', 'labels', 'labels'),
      says('%1', 'value')
    ]
  };
}
