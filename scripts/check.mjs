// Runs the checks side by side, as many at once as there are processors, the longest first; what each has to say is
// shown when it ends. Exit code 1 when one of them fails.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

const waiting = [
  'lint',
  'typecheck',
  'typecheck:web',
  'schema:check',
  'client:check',
  'lint:dead',
  'format:check',
  'lint:rooms',
  'assembly:check',
];

/** @param {string} name @returns {Promise<boolean>} */
function run(name) {
  const begun = Date.now();
  const child = spawn('npm', ['run', '--silent', name], { shell: process.platform === 'win32' });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part) => (text += part));
  return new Promise((resolve) => {
    const end = (/** @type {boolean} */ passed) => {
      console.log(`${passed ? 'ok    ' : 'FAILED'} ${name}, ${Math.round((Date.now() - begun) / 1000)} s`);
      if (text.trim()) console.log(text.trimEnd());
      resolve(passed);
    };
    child.on('error', (error) => {
      text += error.message;
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });
}

async function lane() {
  let passed = true;
  for (let name = waiting.shift(); name; name = waiting.shift()) passed = (await run(name)) && passed;
  return passed;
}

const lanes = await Promise.all(Array.from({ length: availableParallelism() }, lane));
if (lanes.includes(false)) process.exitCode = 1;
