// What needs a file system; everything else is in @evenkeel/data and runs in browsers too.
export { fileSource } from './file-source.js';
export { findMnist, loadMnist, type Found, type Places } from './mnist.js';
