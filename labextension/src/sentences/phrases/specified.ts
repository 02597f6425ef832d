import { ITextTranslate, Phrases, says } from '../phrase';

/** What was specified: the lines of what was stated, and the computed summary. */
export function specified(trans: ITextTranslate): Phrases {
  return {
    stated: [
      says(trans.__('type %1'), 'value'),
      says(trans.__('columns %1'), 'value'),
      says(trans.__('dtypes %1'), 'value'),
      says(trans.__('index %1'), 'value'),
      says(trans.__('rows %1'), 'numbers!'),
      says(trans.__('rows in order')),
      says(trans.__('rows in any order')),
      says(trans.__('example given')),
      says(trans.__('summary %1'), 'value')
    ],
    summary: [
      says(trans.__('The output is %1.'), 'output!'),
      says(trans.__('The output is %1. %2'), 'output!', 'value'),
      says(trans.__('The output is %1. Columns: %2.'), 'output!', 'columns!'),
      says(trans.__('The output is %1. Columns: %2. %3'), 'output!', 'columns!', 'value')
    ],
    output: [
      says(trans.__('a table')),
      says(trans.__('a series')),
      says(trans.__('a single value')),
      says(trans.__('a list')),
      says(trans.__('a dict')),
      says(trans.__('a array')),
      says(trans.__('a index')),
      says(trans.__('a other')),
      says(trans.__('%1 of type %2'), 'output!', 'value'),
      says(trans.__('%1 of %2 values'), 'output!', 'value'),
      says(trans.__('%1 with %2'), 'output!', 'rows!')
    ],
    rows: [
      says(trans.__('as many rows as the input')),
      says(trans.__('one row')),
      says(trans.__('fewer rows')),
      says(trans.__('more rows')),
      says(trans.__('%1 rows'), 'numbers!'),
      says(trans.__('%1, one for each %2'), 'rows!', 'value')
    ],
    columns: [
      says(trans.__('%1; %2'), 'columns!', 'columns!'),
      says(trans.__('%1 (%2)'), 'value', 'facts!'),
      says(trans.__('index %1 (%2)'), 'value', 'facts!'),
      says(trans.__('index %1'), 'value'),
      says('%1', 'value')
    ],
    facts: [says(trans.__('%1, %2'), 'fact!', 'facts!')],
    fact: [
      says(trans.__('unchanged from %1'), 'value'),
      says(trans.__('values of %1'), 'value'),
      says(trans.__('computed, as %1'), 'value'),
      says(trans.__('like %1'), 'value'),
      says(trans.__('new values')),
      says(trans.__('ascending')),
      says(trans.__('descending')),
      says(trans.__('each value once')),
      says(trans.__('with fractions')),
      says(trans.__('whole numbers')),
      says(trans.__('some missing')),
      says(trans.__('holding its maximum')),
      says(trans.__('holding its minimum')),
      says(trans.__('some above its maximum')),
      says(trans.__('some below its minimum')),
      says(trans.__('small counts')),
      says(trans.__('some negative')),
      says(trans.__('all equal'))
    ],
    level: [
      says(trans.__('anonymous')),
      says(trans.__('names')),
      says(trans.__('schema')),
      says(trans.__('shape')),
      says(trans.__('masked')),
      says(trans.__('rows')),
      says(trans.__('%1, %2: %3'), 'level!', 'value', 'level!')
    ]
  };
}
