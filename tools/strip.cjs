// Jest's transform: the same type stripping as Node's own, so that tests run what production runs.
const { createHash } = require('node:crypto');
const { stripTypeScriptTypes } = require('node:module');

module.exports = {
  process: (source, file) => ({ code: /\.[mc]?ts$/.test(file) ? stripTypeScriptTypes(source, { mode: 'strip' }) : source }),
  getCacheKey: (source, file) =>
    createHash('sha1')
      .update(process.version + file + source)
      .digest('hex'),
};
