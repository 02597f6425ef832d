import eslint from '@eslint/js';
import jupyter from '@jupyter/eslint-plugin';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['lib', 'node_modules', 'ui-tests/node_modules', 'ui-tests/test-results'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [eslint.configs.recommended, tseslint.configs.recommendedTypeChecked],
    plugins: { 'react-hooks': reactHooks },
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      ...reactHooks.configs.recommended.rules,
      '@typescript-eslint/no-unused-vars': ['error', { args: 'none' }],
      // Signals are connected as `signal.connect(this._onChange, this)`; the Jupyter rules check the second argument.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true }
      ],
      curly: 'error',
      eqeqeq: ['error', 'smart']
    }
  },
  {
    files: ['**/*.mjs'],
    extends: [eslint.configs.recommended],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } }
  },
  { plugins: { jupyter } },
  ...jupyter.configs.recommended,
  { files: ['**/__tests__/**'], rules: { 'jupyter/no-untranslated-string': 'off' } },
  {
    files: ['ui-tests/**'],
    rules: { 'react-hooks/rules-of-hooks': 'off' } // Playwright's fixtures have a function called use
  },
  {
    files: ['ui-tests/tests/notebook7.spec.ts'],
    rules: { 'jupyter/galata-prefer-notebook-cell-helper': 'off' } // they are JupyterLab's
  }
);
