// The library closes its scopes by `using`, which needs this symbol; browsers of before 2025 lack it.
Reflect.set(Symbol, 'dispose', Symbol.dispose ?? Symbol('Symbol.dispose'));

export {};
