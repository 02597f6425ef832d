import { ITextTranslate, Phrases, says } from '../phrase';

/** Why an expected output cannot be used: parts that contradict one another, and pasted text that cannot be read. */
export function outputs(trans: ITextTranslate): Phrases {
  return {
    contradiction: [
      says(trans.__('%1 is no name for a variable; use letters, digits and underscores.'), 'value'),
      says(trans.__('rows must be a whole number from 0, not %1.'), 'thing'),
      says(trans.__("partial must be True, False or 'head', not %1."), 'thing'),
      says(trans.__('ordered must be True or False, not %1.'), 'thing'),
      says(trans.__("%1 is no dtype; state its name, such as 'int64'."), 'value'),
      says(
        trans.__('a %1 cannot have the columns %2; state another type or none.'),
        'value',
        'value'
      ),
      says(trans.__('a %1 has no rows, but rows=%2 was stated.'), 'value', 'value'),
      says(trans.__('a %1 has no columns, but a dtype was stated for %2.'), 'value', 'value'),
      says(trans.__('a %1 has no index, but the index %2 was stated.'), 'value', 'value'),
      says(trans.__('a %1 has no order, but ordered=True was stated.'), 'value'),
      says(
        trans.__('row %1 of the example has %2 cells, but there are %3 columns.'),
        'value',
        'value',
        'value'
      ),
      says(
        trans.__(
          "the example was said to be the first rows (partial='head'), but ordered=False was stated."
        )
      ),
      says(trans.__('the columns %1 were stated, but the example is a single value.'), 'value'),
      says(trans.__('the columns %1 were stated, but the example is one %2.'), 'value', 'shape'),
      says(trans.__('the type %1 was stated, but the example is of type %2.'), 'value', 'value'),
      says(trans.__('the example has %1, not among the columns %2.'), 'value', 'value'),
      says(trans.__('the example, said to be whole, lacks %1 of the columns.'), 'value'),
      says(
        trans.__(
          'the example was said to be whole, but a row of ... in it stands for further rows.'
        )
      ),
      says(trans.__('rows=%1 was stated, but the example is a single value.'), 'value'),
      says(trans.__('rows=%1 was stated, but the example has %2.'), 'value', 'value'),
      says(
        trans.__('rows=%1 was stated, but the example, said to be whole, has %2.'),
        'value',
        'value'
      ),
      says(
        trans.__('rows=%1 was stated, but the end of the example says that it has %2.'),
        'value',
        'value'
      ),
      says(trans.__('the index %1 was stated, but the example has none.'), 'value'),
      says(
        trans.__('the index %1 was stated, but the example has the index %2.'),
        'value',
        'value'
      ),
      says(trans.__('the index %1 was stated, but the example begins with %2.'), 'value', 'value'),
      says(trans.__('a dtype was stated for %1, not among the columns %2.'), 'value', 'value'),
      says(
        trans.__('the dtype %1 was stated for %2, but the example holds %3 values.'),
        'value',
        'value',
        'value'
      ),
      says(trans.__('dtypes are stated by label or as a list, not by %1.'), 'thing'),
      says(
        trans.__('dtypes were stated twice: with the columns and on their own; state them once.')
      ),
      says(
        trans.__('dtypes given as a list need as many columns; state columns of the same number.')
      ),
      says(trans.__('summary must be a sentence, not %1.'), 'thing'),
      says(trans.__('a type is stated by its name or class, not by %1.'), 'thing'),
      says(trans.__('%1 must be labels, not %2.'), 'part', 'thing'),
      says(
        trans.__(
          'there is no variable %1 to serve as the example; name a live one or paste a table.'
        ),
        'value'
      ),
      says(
        trans.__('the example %1 is no variable, table or Python value; put plain text in quotes.'),
        'value'
      ),
      // pasted text
      says(
        trans.__('line %1 of the example has %2 cells but its first line has %3.'),
        'value',
        'value',
        'value'
      ),
      says(
        trans.__(
          'the lines of the example can be split at %1 and at %2: put cells that hold one of them in quotes.'
        ),
        'value',
        'value'
      ),
      says(
        trans.__(
          '%1 in column %2 of the example may have a decimal mark or separated thousands: write its numbers with a decimal point and no separators, or put them in quotes if they are text.'
        ),
        'value',
        'value'
      ),
      says(trans.__('the HTML of the example holds no table; paste one table.')),
      says(trans.__('the HTML of the example holds %1 tables; paste one table.'), 'numbers!'),
      says(
        trans.__('row %1 of the HTML table has %2 cells but its first row has %3.'),
        'value',
        'value',
        'value'
      ),
      says(
        trans.__(
          'the columns of the example cannot be told apart by their blanks alone: paste it as CSV, such as df.to_csv() gives, or copy the table that the notebook shows.'
        )
      ),
      says(
        trans.__(
          'the example has several lines of labels: copy the table that the notebook shows instead.'
        )
      ),
      says(
        trans.__(
          'the first line of the example, %1, may hold labels or values: write the labels above it, or put labels that are numbers in quotes.'
        ),
        'value'
      )
    ],
    part: [says(trans.__('columns')), says(trans.__('index'))],
    shape: [says(trans.__('series')), says(trans.__('index')), says(trans.__('column of values'))]
  };
}
