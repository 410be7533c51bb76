// Turns what C++ throws inside PGlite into ordinary PostgreSQL errors.
//
// PGlite's PostGIS is built without catch blocks: nothing in it, not even GEOS, can catch what GEOS throws. The throw
// unwinds through PostgreSQL, which takes it for a plain return: the statement "succeeds" with no rows, or its answer
// breaks off and the next client is given the rest. PGlite ignores everything it does not know in the same way.
// So here a throw raises an error where it happens, as PostGIS itself does on a server: PG_TRY blocks, savepoints and
// transactions see it and clean up. Only the C++ objects in between are not freed (some kilobytes each time).
// Anything else that breaks out (a trap of WebAssembly) may leave half-changed memory behind and ends the instance.

const ERROR = 21;
/** XX000, internal error, as PostGIS reports failures of GEOS: six bits for each character after '0'. */
const INTERNAL_ERROR = [...'XX000'].reduce((sum, c, i) => sum + ((c.charCodeAt(0) - 48) << (6 * i)), 0);
/** What PGlite's replacement of siglongjmp leaves as exit status on the way to PostgreSQL's main loop. */
const TO_MAIN_LOOP = 100;
const NO_STATUS = -2;

/** A PGlite extension to load beside PostGIS; `guardLoop` completes it once the database has started. */
export const thrownAsError = {
  name: 'errors thrown by C++',
  /** @param {unknown} _db @param {any} options Emscripten's */
  setup(_db, options) {
    /** @type {any} */
    let mod = null;
    const { instantiateWasm } = options;
    return Promise.resolve({
      emscriptenOpts: {
        ...options,
        preRun: [...(options.preRun ?? []), (/** @type {any} */ started) => (mod = started)],
        instantiateWasm(/** @type {any} */ imports, /** @type {any} */ done) {
          imports.env.__cxa_throw = (/** @type {number} */ thrown, /** @type {number} */ type) =>
            raise(mod, `GEOS Error: ${describeThrown(mod, thrown, type)}`);
          return instantiateWasm(imports, done);
        },
      },
    });
  },
};

/**
 * Keeps PostgreSQL's loop safe: gives back the stack that an error leaves behind (without this, about 1,900 errors
 * use it up), and makes every later call fail after a break that is no PostgreSQL error.
 * @param {any} mod the running PGlite's Emscripten module
 */
export function guardLoop(mod) {
  const turn = mod._PostgresMainLoopOnce;
  mod._PostgresMainLoopOnce = () => {
    const top = mod.___stack_pointer.value;
    try {
      return turn();
    } catch (error) {
      const status = mod._pgl_setPGliteExitStatus(NO_STATUS);
      mod._pgl_setPGliteExitStatus(status);
      if (status !== TO_MAIN_LOOP) breakOff(mod, error);
      mod.___stack_pointer.value = top;
      throw error;
    }
  };
}

/** PGlite drops what the loop throws, but asks for the exit status next: there it gets the error. */
function breakOff(/** @type {any} */ mod, /** @type {unknown} */ error) {
  mod._PostgresMainLoopOnce = mod._pgl_setPGliteExitStatus = () => {
    throw error;
  };
  mod._PostgresSendReadyForQueryIfNecessary = mod._pgl_pq_flush = () => {};
}

/** ereport(ERROR, …); does not return, since PostgreSQL jumps to the handler in force. */
function raise(/** @type {any} */ mod, /** @type {string} */ message) {
  const text = new TextEncoder().encode(message.replaceAll('%', '%%').slice(0, 500));
  // The stack is set back by whoever catches the jump.
  const at = (mod.___stack_pointer.value - text.length - 1) & ~15;
  mod.___stack_pointer.value = at;
  mod.HEAPU8.set(text, at);
  mod.HEAPU8[at + text.length] = 0;
  mod._errstart(ERROR, 0);
  mod._errcode(INTERNAL_ERROR);
  mod._errmsg_internal(at, 0);
  mod._errfinish(0, 0, 0);
  throw new Error(message);
}

/** "TopologyException: side location conflict at 1 2", or the type's name alone where it is not GEOS's. */
function describeThrown(/** @type {any} */ mod, /** @type {number} */ thrown, /** @type {number} */ type) {
  const name = mod.UTF8ToString(mod.HEAPU32[(type + 4) >> 2]);
  // GEOS's exceptions are std::runtime_error: behind the table of methods lies the text.
  if (name.startsWith('N4geos')) return mod.UTF8ToString(mod.HEAPU32[(thrown + 4) >> 2]).trim();
  return name;
}
