import { cleanup, fireEvent, render } from '@testing-library/react';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as React from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { PanelView } from '../components';
import { FromKernel, LEVELS } from '../protocol';
import { Catalogue, translatorOf } from '../sentences/locales';
import { IAskState, IPanelState, OutputWay, Readiness, reduceAsk, startAsk } from '../state';
import { CardView } from '../widget/CardView';
import { silent } from '../widget/conversation';
import { ISummary } from '../widget/model';
import { asked, doubtful, failing, good, idle, NOW, orders, recorded, wrong } from './samples';

const ROOT = join(__dirname, '..', '..', '..');
const LOCALE = join(ROOT, 'gift4code_ext', 'locale', 'zh_CN', 'LC_MESSAGES', 'gift4code.json');
const zh = translatorOf(JSON.parse(readFileSync(LOCALE, 'utf8')) as Catalogue);
const SAID = JSON.parse(
  readFileSync(join(ROOT, 'tests', 'kernel', 'protocol_sample.json'), 'utf8')
) as FromKernel[];

/** What stays as it is in any language: data, code, names of products, types, models and keys. */
const KEPT =
  /(work\/)?orders\.ipynb|gift4code(-\w+)?|pandas|DataFrame|Python 3 \(ipykernel\)|Python|JupyterLab|OpenAI|dtype|Ctrl|Enter|Esc|Alt|https?:\S+|KeyError: '\w+'|\b(orders|customers|order_lines|order|date|customer|category|quantity|price|wanted|total|prize|nothing|mean|sum|os|collections, datetime, itertools, json, math, numpy, pandas, re, statistics, string|float64|float|int64|datetime64\[us\]|str|result|bikes|parts|clothing|service|class|fare|city|df|EUR|Series|int|bool|list|dict|python|tiny|ID)\b|%pip install \S+|average price by category|only 2024/g;

afterEach(cleanup);

/** What of a drawn panel is in English: texts, labels and hints, but for code and text as it was sent. */
function english(state: IPanelState): string[] {
  return inEnglish(<PanelView state={state} actions={recorded().actions} trans={zh} />);
}

function inEnglish(drawn: JSX.Element): string[] {
  const { container } = render(drawn);
  for (let round = 0; round < 3; round++) {
    for (const fold of container.querySelectorAll('[aria-expanded="false"]')) {
      fireEvent.click(fold);
    }
  }
  for (const code of container.querySelectorAll('pre, code, .jp-Gift4Code-editor')) {
    code.replaceChildren();
  }
  const found: string[] = [];
  const walker = document.createTreeWalker(container, NodeFilter.SHOW_ALL);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node instanceof Element) {
      for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description']) {
        found.push(node.getAttribute(name) ?? '');
      }
    } else {
      found.push(node.textContent ?? '');
    }
  }
  cleanup();
  return found.filter(text => /[A-Za-z]{2,}/.test(text.replace(KEPT, '')));
}

function conversation(id: string): IAskState {
  return SAID.filter(message => message.id === id && 'seq' in message).reduce(
    (ask, message) => reduceAsk(ask, message, NOW),
    startAsk(id, NOW)
  );
}

describe('the panel in Chinese', () => {
  it.each<Readiness>([
    'ready',
    'no-notebook',
    'no-kernel',
    'kernel-starting',
    'kernel-dead',
    'wrong-language',
    'package-missing',
    'package-other-version',
    'no-frames'
  ])('shows no English where a kernel is %s', readiness => {
    expect(english({ ...idle, readiness })).toEqual([]);
  });

  it.each<OutputWay>(['type', 'grid', 'variable', 'words'])(
    'shows no English in the form that states an output by %s',
    way => {
      const form = { ...idle.form, way, frames: ['orders'], intent: '' };
      expect(english({ ...idle, form })).toEqual([]);
    }
  );

  it.each(LEVELS)('shows no English at the level %s', level => {
    const form = { ...idle.form, level, overrides: { 'orders.price': level } };
    expect(english({ ...idle, form })).toEqual([]);
  });

  it('shows no English of a busy kernel, a notebook that cannot be changed and a model that is not there', () => {
    const target = { ...idle.target!, readOnly: true, trusted: false };
    const sentence =
      'It starts with the first request. The key travels to http://10.0.0.1 unencrypted.';
    const model = { ...idle.model, status: 'unreachable' as const, sentence };
    expect(english({ ...idle, target, busy: true, model })).toEqual([]);
  });

  it('shows no English of what would be sent', () => {
    const outgoing = {
      text: 'sent',
      characters: 4,
      tokens: 1,
      model: 'the bundled model',
      template: 'slots/1',
      level: 'schema',
      local: true
    };
    expect(english({ ...idle, outgoing, schemas: { orders } })).toEqual([]);
    const outgoingProblem =
      'The privacy level rows is not allowed here; choose schema or a lower one.';
    expect(english({ ...idle, outgoingProblem })).toEqual([]);
  });

  it('shows no English while an ask goes on', () => {
    for (let until = 0; until <= 6; until++) {
      expect(english({ ...idle, ask: asked(until) })).toEqual([]);
    }
  });

  const mismatch = 'row 1, column price: expected 1204.5, got 240900.0 (and 3 more rows)';
  const checks = [
    { name: 'type', passed: true, grade: 0, message: '' },
    { name: 'rows', passed: true, grade: 1, message: 'equal after a dtype conversion' },
    { name: 'example', passed: false, grade: 6, message: mismatch }
  ];
  const candidates = [
    { ...good, checks: checks.slice(0, 2), edits: ["read the column 'prize' as 'price'"] },
    { ...wrong, checks, mismatch, unstable: true },
    { ...failing, mismatch: failing.error },
    { ...failing, status: 'timeout' as const, mismatch: 'the cell ran longer than 2 s' }
  ];
  const answers = {
    verified: {
      ...doubtful,
      candidates,
      reason: 'it meets every part of the specification, equal after a dtype conversion',
      spec: "The output is a table with 2 rows, one for each category. Columns: category; price (computed, as orders['price'])."
    },
    none: {
      ...doubtful,
      candidates: candidates.slice(1),
      code: null,
      verified: false,
      question: null,
      reason: `no candidate meets the specification (3 tried); the nearest one: ${mismatch}`,
      spec: ''
    }
  };

  it.each(Object.entries(answers))('shows no English in an answer that is %s', (_, answer) => {
    const ask = asked(2, answer);
    expect(english({ ...idle, ask, turns: [{ words: 'only 2024', ask }] })).toEqual([]);
  });

  it.each(['ask-1', 'ask-2'])('shows no English of the real conversation %s', id => {
    expect(english({ ...idle, ask: conversation(id) })).toEqual([]);
  });

  it('shows no English of an ask that failed or was stopped', () => {
    const failed = {
      type: 'failed' as const,
      id: 'ask',
      seq: 0,
      sentence: 'the kernel is ending',
      retry: true
    };
    const stopped = { type: 'stopped' as const, id: 'ask', seq: 0 };
    for (const end of [failed, stopped]) {
      expect(english({ ...idle, ask: reduceAsk(startAsk('ask', NOW), end, NOW) })).toEqual([]);
    }
  });
});

describe('the card in Chinese', () => {
  const actions = { copy: () => undefined, stop: () => undefined, refine: () => undefined };
  const words: ISummary = { words: 'average price by category' };
  const none = silent(words.words);

  it.each([asked(0), asked(4), asked(2, doubtful)])('shows no English of an ask', ask => {
    const conversation = { ...none, ask, turns: [{ words: 'only 2024', ask }] };
    expect(
      inEnglish(
        <CardView
          conversation={conversation}
          summary={words}
          live={true}
          said={null}
          actions={actions}
          trans={zh}
        />
      )
    ).toEqual([]);
  });

  it.each([
    words,
    {
      ...words,
      code: good.code,
      verdict: 'not verified' as const,
      reason: 'it ran without error; nothing was specified to check',
      seconds: 1,
      checks: [{ name: 'columns', passed: true }]
    }
  ])('shows no English of what a notebook kept', (summary: ISummary) => {
    expect(
      inEnglish(
        <CardView
          conversation={none}
          summary={summary}
          live={false}
          said={null}
          actions={actions}
          trans={zh}
        />
      )
    ).toEqual([]);
  });
});
