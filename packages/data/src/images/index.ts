/**
 * Folders of images. An entry of its own: it needs sharp, which nobody else shall have to install.
 *
 * @module @evenkeel/data/images
 */
export { imageFolder, type ImageFolder, type ImageFolderOptions } from './image-folder.js';
