/** A notebook in a running JupyterLab, with what is read from its model rather than from what is drawn. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IJupyterLabPageFixture } from '@jupyterlab/galata';
import type { ICodeCell } from '@jupyterlab/nbformat';
import type { NotebookPanel } from '@jupyterlab/notebook';

export interface ICell {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly metadata: Record<string, unknown>;
  readonly executionCount: number | null;
  readonly outputs: unknown[];
}

export interface IOptions {
  readonly kernel?: string;
  /** Metadata of the cells, by place. */
  readonly metadata?: Readonly<Record<number, Record<string, unknown>>>;
}

/** What a server whose `expose_app_in_browser` is set puts into the window. */
type Exposed = { jupyterapp: JupyterFrontEnd };

export class Notebook {
  constructor(
    readonly page: IJupyterLabPageFixture,
    readonly path: string
  ) {}

  /** Make a notebook of code cells in the test's folder and open it, its kernel ready. */
  static async open(
    page: IJupyterLabPageFixture,
    folder: string,
    sources: readonly string[],
    options: IOptions = {}
  ): Promise<Notebook> {
    const path = `${folder}/asks.ipynb`;
    const kernel = options.kernel ?? 'python3';
    const content = {
      nbformat: 4,
      nbformat_minor: 5,
      metadata: { kernelspec: { name: kernel, display_name: kernel } },
      cells: sources.map((source, place) => ({
        id: `cell-${place + 1}`,
        cell_type: 'code',
        source,
        metadata: options.metadata?.[place] ?? {},
        execution_count: null,
        outputs: []
      }))
    };
    await page.contents.uploadContent(JSON.stringify(content), 'text', path);
    await page.notebook.openByPath(path);
    await page.notebook.activate('asks.ipynb');
    const notebook = new Notebook(page, path);
    await notebook.kernelReady();
    return notebook;
  }

  /** Wait until the kernel is connected and has nothing to do. */
  async kernelReady(): Promise<void> {
    await this.page.waitForFunction(() => {
      const { shell } = (window as unknown as Exposed).jupyterapp;
      const kernel = (shell.currentWidget as NotebookPanel | null)?.sessionContext?.session?.kernel;
      return kernel?.connectionStatus === 'connected' && kernel.status === 'idle';
    });
  }

  /** Run every cell and wait for the last. */
  async runAll(): Promise<void> {
    await this.page.notebook.run();
    await this.kernelReady();
  }

  /** Restart the kernel, as its dialog does once it is confirmed. */
  async restart(): Promise<void> {
    await this.page.evaluate(async () => {
      const { shell } = (window as unknown as Exposed).jupyterapp;
      await (shell.currentWidget as NotebookPanel).sessionContext.restartKernel();
    });
  }

  async command(id: string, args: Record<string, string> = {}): Promise<void> {
    await this.page.evaluate(
      async ([id, args]) => {
        await (window as unknown as Exposed).jupyterapp.commands.execute(id, args);
      },
      [id, args] as const
    );
  }

  /** The cells of the shared model. */
  async cells(): Promise<ICell[]> {
    return this.page.evaluate(() => {
      const { shell } = (window as unknown as Exposed).jupyterapp;
      const cells = (shell.currentWidget as NotebookPanel).content.model?.sharedModel.cells ?? [];
      return cells.map(cell => {
        const { id, cell_type, metadata, execution_count, outputs } = cell.toJSON() as ICodeCell;
        return {
          id: id as string,
          type: cell_type,
          source: cell.getSource(),
          metadata,
          executionCount: execution_count ?? null,
          outputs: outputs ?? []
        };
      });
    });
  }

  async sources(): Promise<string[]> {
    return (await this.cells()).map(cell => cell.source);
  }

  /** Put the person at a cell, in command mode. */
  async select(place: number): Promise<void> {
    await this.page.notebook.selectCells(place);
  }

  /** What the kernel answers to an expression, without leaving a trace in it. */
  async value(expression: string): Promise<string> {
    return this.page.evaluate(async expression => {
      const { shell } = (window as unknown as Exposed).jupyterapp;
      const { session } = (shell.currentWidget as NotebookPanel).sessionContext;
      if (!session?.kernel) {
        return 'no kernel';
      }
      const kernel = session.kernel.clone();
      try {
        await kernel.info;
        const reply = await kernel.requestExecute({
          code: '',
          silent: true,
          store_history: false,
          user_expressions: { value: expression }
        }).done;
        const values = reply?.content.status === 'ok' ? reply.content.user_expressions : {};
        const value = values.value as { data?: { 'text/plain': string }; evalue?: string };
        return value.data?.['text/plain'] ?? `${value.evalue}`;
      } finally {
        kernel.dispose();
      }
    }, expression);
  }
}
