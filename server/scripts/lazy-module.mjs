// An esbuild plugin for a module of nothing but data that is rarely asked for: it becomes a file of its own, which is
// loaded when something of it is first read. A start then neither reads nor compiles it.

/**
 * @param {object} lazy
 * @param {RegExp} lazy.filter by which the module is imported
 * @param {string} lazy.file the file beside the bundle that holds it, as `require` finds it
 * @param {string} lazy.name its one export, an object
 */
export function lazyModule({ filter, file, name }) {
  const namespace = `lazy-module ${name}`;
  return {
    name: namespace,
    setup(build) {
      build.onResolve({ filter }, () => ({ path: file, namespace }));
      build.onResolve({ filter: /.*/, namespace }, () => ({ path: file, external: true }));
      build.onLoad({ filter: /.*/, namespace }, () => ({
        contents: `const load = () => require(${JSON.stringify(file)}).${name};
          export const ${name} = new Proxy({}, {
            get: (_, key) => load()[key],
            getOwnPropertyDescriptor: (_, key) => Reflect.getOwnPropertyDescriptor(load(), key),
          });`,
      }));
    },
  };
}
