/** Version of evenkeel: all its packages carry the same one. */
export const version = '0.1.0';
