import fc from 'fast-check';

// What lands never hangs on luck: CI draws the same cases every time, everybody else new ones.
if (process.env.CI) fc.configureGlobal({ seed: 20_261_122 });
