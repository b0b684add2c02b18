/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/gateway', '<rootDir>/subgraphs', '<rootDir>/shared', '<rootDir>/test'],
  // Types are checked once for the whole project by `tsc`; here files are only transpiled.
  // A package that is an ES module alone becomes CommonJS, as Node.js 20 could load it but Jest cannot.
  transform: {
    '^.+\\.ts$|/node_modules/(?:jose|graphql-request)/.+\\.js$': [
      'ts-jest',
      { tsconfig: '<rootDir>/test/tsconfig.jest.json' },
    ],
  },
  transformIgnorePatterns: ['/node_modules/(?!jose/|graphql-request/)'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  globalSetup: '<rootDir>/test/global-setup.ts',
  globalTeardown: '<rootDir>/test/global-teardown.ts',
  maxWorkers: '100%',
  testTimeout: 120_000,
};
