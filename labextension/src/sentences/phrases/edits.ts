import { ITextTranslate, Phrases, says } from '../phrase';

/** What was mended before a cell ran, and what repair changed: `Candidate.edits`. */
export function edits(trans: ITextTranslate): Phrases {
  return {
    edits: [says(trans.__('%1, %2'), 'edit!', 'edits!')],
    edit: [
      // before it ran
      says(trans.__('left out a line that loads %1 again'), 'value'),
      says(trans.__('bound %1 to %2'), 'value', 'value'),
      says(trans.__('read %1 as %2'), 'value', 'value'),
      says(trans.__('read the column %1 as %2'), 'value', 'value'),
      // what is computed
      says(trans.__('took the %1 of each group or window'), 'value'),
      says(trans.__('took the %1 of the values'), 'value'),
      says(trans.__('used %1 instead of %2'), 'value', 'value'),
      says(trans.__('used %1 instead of %2 in %3'), 'value', 'value', 'value'),
      says(trans.__('exchanged the two sides of %1'), 'value'),
      says(trans.__('changed %1 to %2'), 'value', 'value'),
      says(trans.__('set %1 in %2 (was %3)'), 'value', 'value', 'value'),
      // columns
      says(trans.__('took the column %1 instead of %2'), 'value', 'value'),
      says(
        trans.__('took the column %1 instead of %2, and for the new values too'),
        'value',
        'value'
      ),
      says(trans.__('took the column %1 instead of %2 once'), 'value', 'value'),
      says(trans.__('exchanged the columns %1 and %2'), 'value', 'value'),
      says(trans.__('added the columns %1 to %2'), 'value', 'value'),
      says(trans.__('added the column %1 to %2'), 'value', 'value'),
      says(trans.__('left out the column %1 of %2'), 'value', 'value'),
      says(trans.__('called the new column %1 instead of %2'), 'value', 'value'),
      says(trans.__('renamed the column %1 to %2'), 'value', 'value'),
      says(trans.__('named the columns %1 (they were %2)'), 'value', 'value'),
      says(trans.__('put the columns in the order %1'), 'value'),
      says(trans.__('put the columns in the order %1, without %2'), 'value', 'value'),
      says(trans.__('dropped the columns %1'), 'value'),
      says(trans.__('summarised only the columns %1'), 'value'),
      // rows
      says(trans.__('took the rows where %1 holds instead of those where it does not'), 'value'),
      says(
        trans.__('took the rows where %1 does not hold instead of those where it does'),
        'value'
      ),
      says(trans.__('left out the condition %1'), 'value'),
      says(trans.__('only rows where %1'), 'value'),
      says(trans.__('sorted by %1'), 'value'),
      says(trans.__('sorted by %1, descending'), 'value'),
      says(trans.__('sorted by %1 before the rows are taken'), 'value'),
      says(trans.__('sorted by %1, descending before the rows are taken'), 'value'),
      says(trans.__('added %1'), 'value'),
      says(trans.__('added %1, descending'), 'value'),
      says(trans.__('left out .%1'), 'value'),
      // dtypes
      says(trans.__('read %1 as dates'), 'value'),
      says(trans.__('read %1 as text'), 'value'),
      says(trans.__('read %1 as numbers'), 'value'),
      says(trans.__('made %1 %2'), 'value', 'value'),
      // the shape of the value
      says(trans.__('made a table of it, its index as %1, its values as %2'), 'value', 'value'),
      says(trans.__('added .reset_index() before .%1'), 'value'),
      says(trans.__('added .reset_index() to %1'), 'value'),
      says(trans.__('made a table of the values')),
      says(trans.__('kept %1 as a table of one column'), 'value'),
      says(trans.__('took only the column %1'), 'value'),
      says(trans.__('took the column %1, with %2 as its index'), 'value', 'value'),
      says(trans.__('made a Series of the values')),
      says(trans.__('made a list of the values')),
      says(trans.__('made a list of the different values')),
      says(trans.__('made a list of the row labels')),
      says(trans.__('made a list of the rows')),
      says(trans.__('made a list of the value')),
      says(trans.__('made a sorted list')),
      says(trans.__('made a dictionary of it')),
      says(trans.__('made an array of it')),
      says(trans.__('took the different values')),
      says(trans.__('took the row labels')),
      says(trans.__('took the first value')),
      says(trans.__('took the last value')),
      says(trans.__('took the first row label')),
      says(trans.__('counted the values')),
      says(trans.__('took the first cell')),
      says(trans.__('moved the last index level into the columns')),
      says(trans.__('exchanged rows and columns'))
    ]
  };
}
