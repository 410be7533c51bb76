// PGlite's PostGIS comes with rasters and topologies, which nothing here uses; compiling them is a third of the work of
// starting the database. A PGlite extension to load beside PostGIS leaves their libraries out.

const UNUSED = /^postgis_(raster|topology)-\d+\.so$/;

export const onlyPostgis = {
  name: 'PostGIS without rasters and topologies',
  /** @param {unknown} _db @param {any} options Emscripten's */
  setup(_db, options) {
    const leaveOut = (/** @type {any} */ mod) => {
      const { FS } = mod;
      const load = FS.createPreloadedFile;
      FS.createPreloadedFile = (
        /** @type {string} */ folder,
        /** @type {string} */ name,
        /** @type {Uint8Array} */ data,
        /** @type {boolean} */ canRead,
        /** @type {boolean} */ canWrite,
        /** @type {() => void} */ done,
        /** @type {unknown[]} */ ...rest
      ) => (UNUSED.test(name) ? done() : load.call(FS, folder, name, data, canRead, canWrite, done, ...rest));
    };
    return Promise.resolve({
      emscriptenOpts: { ...options, preRun: [...(options.preRun ?? []), leaveOut] },
    });
  },
};
