/** A scripted OpenAI-compatible endpoint, a process out of our hands: every byte that reaches it is kept. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROGRAM = join(dirname(fileURLToPath(import.meta.url)), '../../../tests/endpoint.py');

/** See `tests/endpoint.py`. */
export interface IScript {
  readonly completions?: readonly string[];
  readonly delay?: number;
  readonly fails?: readonly number[];
}

interface IRequest {
  readonly method?: string;
  readonly path?: string;
  readonly body?: Record<string, unknown>;
  /** Of an entry that says that a client was gone when its answer was ready. */
  readonly left?: boolean;
}

export class Endpoint {
  private constructor(
    readonly baseUrl: string,
    private readonly _folder: string,
    private readonly _process: ChildProcess
  ) {}

  static async start(script: IScript): Promise<Endpoint> {
    const folder = mkdtempSync(join(tmpdir(), 'endpoint-'));
    const paths = [join(folder, 'script.json'), join(folder, 'log.jsonl')];
    writeFileSync(paths[0], JSON.stringify(script));
    writeFileSync(paths[1], '');
    const python = process.env.UI_TESTS_PYTHON as string;
    const child = spawn(python, [PROGRAM, ...paths], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [port] = (await once(child.stdout, 'data')) as [Buffer];
    return new Endpoint(`http://127.0.0.1:${port.toString().trim()}/v1`, folder, child);
  }

  /** What it was asked so far, models apart. */
  requests(): IRequest[] {
    return this.log().filter(entry => entry.method === 'POST');
  }

  log(): IRequest[] {
    const lines = readFileSync(join(this._folder, 'log.jsonl'), 'utf8').split('\n');
    return lines.filter(line => line !== '').map(line => JSON.parse(line) as IRequest);
  }

  stop(): void {
    this._process.kill();
    rmSync(this._folder, { recursive: true, force: true });
  }
}
