import { calls, ITextTranslate, Phrases, says } from '../phrase';

/** What was specified and shared: what was stated, the computed summary, facts of columns, and levels. */
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
      says(trans.__('unchanged from %1'), 'source!'),
      says(trans.__('values of %1'), 'source!'),
      says(trans.__('computed, as %1'), 'source!'),
      says(trans.__('like %1'), 'source!'),
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
    clause: [
      says(trans.__('type')),
      says(trans.__('columns')),
      says(trans.__('dtypes')),
      says(trans.__('rows')),
      says(trans.__('example'))
    ],
    trait: [
      says(trans.__('unique')),
      says(trans.__('constant')),
      calls('few', trans.__('few different values')),
      calls('null', trans.__('missing values')),
      says(trans.__('sorted')),
      calls('neg', trans.__('negative values')),
      calls('whole', trans.__('whole numbers')),
      calls('numtext', trans.__('numbers as text')),
      calls('datetext', trans.__('dates as text')),
      calls('moneytext', trans.__('amounts as text')),
      calls('spaces', trans.__('blanks at the ends'))
    ],
    level: [
      calls('anonymous', trans.__('Anonymous')),
      calls('names', trans.__('Names')),
      calls('schema', trans.__('Schema')),
      calls('shape', trans.__('Schema and shape')),
      calls('masked', trans.__('Masked rows')),
      calls('rows', trans.__('Real rows')),
      says(trans.__('%1, %2: %3'), 'level!', 'value', 'level!')
    ]
  };
}
