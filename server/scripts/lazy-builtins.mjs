// An esbuild plugin for libraries that load parts of Node which they rarely use: those parts are loaded when something
// of them is first asked for. Loading `crypto` alone takes longer than reading a hundred manifests.

/** @param {readonly string[]} names modules of Node */
export function lazyBuiltins(names) {
  return {
    name: 'lazy-builtins',
    setup(build) {
      build.onResolve({ filter: new RegExp(`^(node:)?(${names.join('|')})$`) }, (args) =>
        // An import of an ES module needs the names at once, so only `require` is put off.
        args.kind === 'require-call' && args.namespace === 'file'
          ? { path: args.path, namespace: 'lazy-builtin' }
          : undefined,
      );
      build.onLoad({ filter: /.*/, namespace: 'lazy-builtin' }, (args) => ({
        contents: `module.exports = new Proxy({}, {
          get: (_, name) => name === '__esModule' || require(${JSON.stringify(args.path)})[name],
        });`,
      }));
    },
  };
}
