// Folders of images; apart, as it needs the optional package sharp.
export * from '@evenkeel/data/images';
