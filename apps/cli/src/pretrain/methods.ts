// What layers can be pre-trained as; apart, so that --help need not load the library.
export const methodNames = ['rbm', 'autoencoder', 'none'] as const;
