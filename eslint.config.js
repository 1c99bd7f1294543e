import tseslint from 'typescript-eslint';

/** In the engine and the charts, time and chance come only from the injected clock and from events. */
const injected = [
  { object: 'Date', property: 'now', message: 'Time comes from the injected clock.' },
  { object: 'Math', property: 'random', message: 'Chance would make a replay differ.' },
];

export default tseslint.config(
  { ignores: ['dist', 'node_modules', '.data', 'coverage', 'pictures'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    // With decorator metadata, a class in a constructor's parameter is needed at run time.
    languageOptions: { parserOptions: { emitDecoratorMetadata: true, experimentalDecorators: true } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
      eqeqeq: ['error', 'always'],
    },
  },
  {
    files: ['workflows/**/*.ts', 'src/engine/**/*.ts'],
    rules: {
      'no-restricted-properties': ['error', ...injected],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'Time comes from the injected clock.',
        },
      ],
    },
  },
  {
    files: ['workflows/**/*.ts'],
    rules: { 'no-restricted-globals': ['error', 'setTimeout', 'setInterval', 'process'] },
  },
  { files: ['**/*.cjs'], languageOptions: { globals: { module: 'writable' } } },
);
