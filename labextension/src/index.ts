import { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';

const plugin: JupyterFrontEndPlugin<void> = {
  id: '@gift4code/jupyterlab:plugin',
  description: 'Ask for a pandas cell by what must come out.',
  autoStart: true,
  activate: (app: JupyterFrontEnd): void => {
    void app.restored;
  }
};

export default plugin;
