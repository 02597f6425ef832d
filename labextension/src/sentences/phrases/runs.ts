import { ITextTranslate, Phrases, says } from '../phrase';

/** Why a candidate did not run to its end, or did not run: `Candidate.error`. */
export function runs(trans: ITextTranslate): Phrases {
  return {
    fault: [
      says(trans.__('the cell does not set %1'), 'value'),
      says(trans.__('the value is no data: %1'), 'refusal'),
      says(trans.__('there was no memory left for the value')),
      says(trans.__('there was no memory left to check the value')),
      says(trans.__("the cell's process sent something else than its value")),
      says(trans.__('a protection failed: %1'), 'value'),
      says(trans.__('the check failed: %1'), 'value'),
      says(trans.__('the value cannot be read: %1'), 'value'),
      says(trans.__('the report cannot be read')),
      says(trans.__('no process for the cell: %1'), 'value'),
      says(trans.__('the cell ran longer than %1 s'), 'value'),
      says(trans.__('the cell ended its process')),
      says(trans.__('the cell ended its process (exit code %1)'), 'value'),
      says(trans.__("the cell's process was ended by %1"), 'value'),
      says(trans.__('the cell closed the way out of its report')),
      says(trans.__('no process for the job: %1'), 'value'),
      says(trans.__('the job ran longer than %1 s'), 'value'),
      says(trans.__('the job ended its process')),
      says(trans.__('the job ended its process (exit code %1)'), 'value'),
      says(trans.__("the job's process was ended by %1"), 'value'),
      says(trans.__('the job closed the way out of its report')),
      says(trans.__('no time was left')),
      says(trans.__('the runner was closed')),
      says(trans.__('the process that runs candidates ended: %1'), 'end'),
      says(trans.__('Refused: %1'), 'refusal!')
    ],
    end: [
      says(trans.__('it was ended')),
      says(trans.__('it ended with exit code %1'), 'value'),
      says(trans.__('it did not answer in time')),
      says(trans.__('it did not start within %1 s'), 'value'),
      says(trans.__('it did not stop in time')),
      says(trans.__('it was not needed any more')),
      says(trans.__('what it said makes no sense'))
    ],
    refusal: [
      says(trans.__('a cell may not write files')),
      says(trans.__('a cell may not open a database file')),
      says(trans.__('a cell may not use ctypes')),
      says(trans.__("a cell may not pass its code off as a library's")),
      says(trans.__('a cell may not read %1'), 'value'),
      says(trans.__('a cell may not list %1'), 'value'),
      says(trans.__('a cell may not %1'), 'act!'),
      says(trans.__('it holds a %1.%2, which is no data'), 'value', 'value'),
      says(trans.__('a value nested too deeply, or in itself, cannot be compared')),
      says(trans.__('the value cannot be read (%1)'), 'value'),
      says(trans.__('it changes classes')),
      says(trans.__('it asks for attributes')),
      says(trans.__('it makes a class')),
      says(
        trans.__('a value of type %1 is no table, list or number that could be compared'),
        'value'
      ),
      says(trans.__('it does not parse: %1'), 'value'),
      says(trans.__('it is nested too deeply')),
      says(trans.__('it holds no statement')),
      says(trans.__('it never sets %1'), 'value'),
      says(trans.__('it uses %1, which does not exist'), 'value'),
      says(trans.__('%1 has no column %2'), 'value', 'value'),
      says(trans.__('it uses the attribute %1, which a data cell may not'), 'value'),
      says(trans.__('it uses %1, which a data cell may not'), 'value'),
      says(trans.__('it holds a %1 statement, which a data cell does not need'), 'value'),
      says(trans.__('it loads a file with %1; the data is already there'), 'value'),
      says(trans.__('it writes a file with %1'), 'value'),
      says(trans.__('its %1 string calls Python, which a data cell may not'), 'value'),
      says(trans.__('it imports %1; cells may import %2'), 'value', 'value'),
      says(trans.__('names that begin with %1 are reserved'), 'value'),
      says(trans.__('the completion is not a program: %1'), 'value'),
      says(trans.__('the completion cannot be written as Python: %1'), 'value'),
      says(trans.__('the completion puts a slot where Python needs a name')),
      says(trans.__('the completion uses the slot %1, which does not exist'), 'value'),
      says(trans.__('the completion assigns to the slot %1, which is no variable'), 'value'),
      says(trans.__('the completion uses the frame %1 as an attribute'), 'value'),
      says(
        trans.__(
          'the label or value of type %1 cannot be written in code; rename that column first'
        ),
        'value'
      )
    ],
    act: [
      says(trans.__('open a network connection')),
      says(trans.__('start a program')),
      says(trans.__('start a process')),
      says(trans.__('send a signal')),
      says(trans.__('delete a file')),
      says(trans.__('delete a folder')),
      says(trans.__('move a file')),
      says(trans.__('make a folder')),
      says(trans.__('make a link')),
      says(trans.__('change a file')),
      says(trans.__('lock a file')),
      says(trans.__('leave its folder')),
      says(trans.__("search the interpreter's memory")),
      says(trans.__('look into other threads')),
      says(trans.__('run code in another process')),
      says(trans.__('watch what runs')),
      says(trans.__('start another interpreter')),
      says(trans.__('change its limits')),
      says(trans.__('load a library')),
      says(trans.__("write to the system's log")),
      says(trans.__('use the Windows registry')),
      says(trans.__('use the Windows interface'))
    ]
  };
}
