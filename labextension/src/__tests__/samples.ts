/** States and messages as a real ask makes them, typed by the protocol. */
import { Event, FromKernel, IAnswer, ICandidate, IFrame, IPreview } from '../protocol';
import {
  emptyForm,
  IAskState,
  IPanelActions,
  IPanelState,
  ITranslate,
  reduceAsk,
  startAsk
} from '../state';

export const NOW = Date.UTC(2026, 0, 5, 13, 3, 12);

/** English, with the holes filled in. */
export const english: ITranslate = {
  __: (message, ...args) => filled(message, args),
  _n: (singular, plural, n, ...args) => filled(n === 1 ? singular : plural, [n, ...args])
};

function filled(message: string, args: readonly (string | number)[]): string {
  return message.replace(/%(\d)/g, (_, place: string) => String(args[Number(place) - 1]));
}

export const orders: IFrame = {
  name: 'orders',
  type: 'pandas.DataFrame',
  shape: [1200, 6],
  columns: [
    { label: 'order', dtype: 'int64', kind: 'int', facts: ['unique'], note: '' },
    { label: 'date', dtype: 'datetime64[us]', kind: 'date', facts: [], note: '' },
    { label: 'customer', dtype: 'str', kind: 'text', facts: ['few'], note: '' },
    { label: 'category', dtype: 'str', kind: 'text', facts: ['few'], note: '' },
    { label: 'quantity', dtype: 'int64', kind: 'int', facts: ['few'], note: '' },
    { label: 'price', dtype: 'float64', kind: 'float', facts: ['null'], note: '' }
  ],
  columns_total: 6,
  index: []
};

export const expected: IPreview = {
  type: 'pandas.DataFrame',
  shape: [2, 2],
  columns: ['category', 'price'],
  index: [],
  rows: [
    ['bikes', '1204.5'],
    ['parts', '88.25']
  ],
  text: '',
  start: 0
};

const made: IPreview = {
  ...expected,
  shape: [4, 2],
  rows: [
    ['bikes', '1204.5'],
    ['parts', '88.25'],
    ['clothing', '54.1'],
    ['service', '41.0']
  ]
};

export const good: ICandidate = {
  code: "result = orders.groupby('category', as_index=False)['price'].mean()\nresult = result.sort_values('price', ascending=False)",
  status: 'ok',
  checks: [
    { name: 'type', passed: true, grade: 0, message: '' },
    { name: 'columns', passed: true, grade: 0, message: '' },
    {
      name: 'example',
      passed: true,
      grade: 3,
      message: 'equal but for the container, its name, its index or where the rows shown stand'
    }
  ],
  value_preview: made,
  differs: [],
  score: 0.91,
  edits: [],
  samples: 6,
  error: '',
  source: 'model',
  unstable: false,
  grade: 3,
  mismatch: ''
};

export const wrong: ICandidate = {
  ...good,
  code: "result = orders.groupby('category', as_index=False)['price'].sum()",
  status: 'wrong',
  checks: [
    good.checks[0],
    good.checks[1],
    {
      name: 'example',
      passed: false,
      grade: 6,
      message: 'row 1, column price: expected 1204.5, got 240900.0'
    }
  ],
  value_preview: {
    ...made,
    rows: [
      ['bikes', '240900.0'],
      ['parts', '88.25'],
      ['clothing', '5410.0'],
      ['service', '410.0']
    ]
  },
  differs: [[0, 1]],
  score: 0.44,
  grade: 6,
  samples: 3,
  mismatch: 'row 1, column price: expected 1204.5, got 240900.0'
};

export const repaired: ICandidate = {
  ...good,
  code: "result = orders.groupby('category', as_index=False).agg({'price': 'mean'})",
  source: 'repair',
  edits: ['used mean instead of sum'],
  score: 0.4,
  samples: 1
};

export const failing: ICandidate = {
  ...wrong,
  code: "result = orders.groupby('categories')['price'].mean()",
  status: 'error',
  checks: [],
  value_preview: null,
  differs: [],
  score: 0.1,
  error: "KeyError: 'categories'",
  mismatch: ''
};

export const answer: IAnswer = {
  code: good.code,
  verified: true,
  reason:
    'it meets every part of the specification, equal but for the container, its name, its index or where the rows shown stand',
  candidates: [good, repaired, wrong, failing],
  prompt: 'orders: order int64 unique; category str few; price float64\naverage price by category',
  spec: "The output is a table with 4 rows, one for each category. Columns: category; price (computed, as orders['price'], with fractions).",
  seconds: 1.24,
  model: 'gift4code-small',
  level: 'schema',
  question: null
};

export const unmet: IAnswer = {
  ...answer,
  code: null,
  verified: false,
  reason:
    'no candidate meets the specification (2 tried); the nearest one: row 1, column price: expected 1204.5, got 240900.0',
  candidates: [wrong, failing]
};

export const doubtful: IAnswer = {
  ...answer,
  question: {
    text: 'Another reading remains: in row 3 it has price 41.0 where this one has price 54.1; show that row in the example to settle it.',
    codes: [good.code, repaired.code],
    row: 2,
    rows: [
      [
        ['category', 'clothing'],
        ['price', '54.1']
      ],
      [
        ['category', 'clothing'],
        ['price', '41.0']
      ]
    ]
  }
};

export const events: readonly Event[] = [
  { kind: 'read', inputs: [orders], seconds: 0.01 },
  {
    kind: 'specified',
    summary: answer.spec,
    stated: ['columns category, price', 'example given'],
    expected
  },
  {
    kind: 'shared',
    prompt: answer.prompt,
    model: answer.model,
    template: 'slots/1',
    level: 'schema'
  },
  { kind: 'generated', samples: 16, candidates: 4, refused: 1, seconds: 0.6, failure: '' },
  { kind: 'ran', candidate: failing, done: 1, total: 3 },
  { kind: 'ran', candidate: wrong, done: 2, total: 3 },
  { kind: 'ran', candidate: good, done: 3, total: 3 },
  { kind: 'checked', ran: 2, met: 1, seconds: 0.3 },
  { kind: 'chosen', code: good.code, verified: true, reason: answer.reason }
];

/** The messages of an ask up to one of its events. */
export function messages(id: string, until = events.length): FromKernel[] {
  return events.slice(0, until).map((event, seq) => ({ type: 'event', id, seq, event }));
}

/** An ask after some of its events, and with its answer if one is given. */
export function asked(until: number, reply: IAnswer | null = null): IAskState {
  const sofar = messages('ask', until).reduce(
    (ask, message) => reduceAsk(ask, message, NOW),
    startAsk('ask', NOW)
  );
  return reply === null
    ? sofar
    : reduceAsk(sofar, { type: 'answer', id: 'ask', seq: until, answer: reply }, NOW + 1240);
}

export const idle: IPanelState = {
  readiness: 'ready',
  detail: '',
  target: {
    notebook: 'orders.ipynb',
    path: 'work/orders.ipynb',
    kernel: 'Python 3 (ipykernel)',
    language: 'python',
    cellId: 'c4',
    cellNumber: 4,
    readOnly: false,
    trusted: true
  },
  busy: false,
  snapshot: {
    frames: [
      { name: 'orders', type: 'pandas.DataFrame', shape: [1200, 6] },
      { name: 'customers', type: 'pandas.DataFrame', shape: [310, 4] },
      { name: 'order_lines', type: 'pandas.DataFrame', shape: [10400, 3] }
    ],
    values: [
      { name: 'wanted', type: 'pandas.DataFrame', shape: [3, 2] },
      { name: 'total', type: 'float', shape: [] }
    ],
    at: NOW
  },
  schemas: { orders },
  form: emptyForm(),
  history: [],
  ask: null,
  turns: [],
  outgoing: null,
  outgoingProblem: '',
  model: { status: 'ready', name: 'gift4code-small', bundled: true, sentence: '' },
  policy: {
    hide: false,
    highest_level: 'rows',
    most_samples: 32,
    models: null,
    endpoint: 'user-choice'
  },
  said: ''
};

/** Actions that write down what was called with what. */
export function recorded(): { actions: IPanelActions; calls: unknown[][] } {
  const calls: unknown[][] = [];
  const note =
    (name: string) =>
    (...args: unknown[]): void => {
      calls.push([name, ...args]);
    };
  return {
    calls,
    actions: {
      change: note('change'),
      ask: note('ask'),
      refine: note('refine'),
      stop: note('stop'),
      retry: note('retry'),
      startOver: note('startOver'),
      look: note('look'),
      readSchema: note('readSchema'),
      showOutgoing: note('showOutgoing'),
      place: note('place'),
      copy: note('copy'),
      gridFromInputs: note('gridFromInputs'),
      chooseModel: note('chooseModel'),
      openSettings: note('openSettings'),
      revealTarget: note('revealTarget')
    }
  };
}
