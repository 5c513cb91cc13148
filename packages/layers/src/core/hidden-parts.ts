// Parts that a module would not find in itself: they would neither learn nor be saved, and nobody would be told.
import { ArgumentError, Tensor } from '@evenkeel/tensor';
import { Parameter } from './parameter.js';

/**
 * Refuses a property that holds what belongs to a module in a form in which it is not looked for.
 *
 * @param owner  kind of the module, for the error
 * @param property  its name and value
 * @param isModule  tells modules
 */
export function refuseHidden(
  owner: string,
  [name, member]: readonly [string, unknown],
  isModule: (member: unknown) => boolean,
): void {
  if (member === null || typeof member !== 'object') return;
  if (member instanceof Tensor) {
    if (member instanceof Parameter || !isLeafToLearn(member)) return;
    throw new ArgumentError({
      op: owner,
      argument: name,
      expected: 'a parameter, so that it is trained and saved',
      received: 'a tensor that requires grad',
      hint: `parameter(shape, init) makes one.`,
    });
  }
  const inside = membersOf(member);
  if (!inside?.some((part) => isModule(part) || part instanceof Parameter)) return;
  throw new ArgumentError({
    op: owner,
    argument: name,
    expected: 'a module, an array of modules or a parameter, to be found',
    received: `${kindOf(member)} that holds some`,
    hint: 'Make them properties of their own.',
  });
}

/** Results that a layer keeps of a pass require grad too; freed ones have lost the node that tells them from leaves. */
const isLeafToLearn = ({ requiresGrad, node, disposed }: Tensor): boolean =>
  requiresGrad && node === null && !disposed;

/** What a container holds in which parts are not looked for; null for everything else. */
function membersOf(container: object): unknown[] | null {
  if (container instanceof Map || container instanceof Set) return [...container.values()];
  if (Array.isArray(container)) {
    return container.flatMap((member: unknown) =>
      Array.isArray(member) ? member : parameterOf(member),
    );
  }
  return isPlain(container) ? Object.values(container) : null;
}

const parameterOf = (member: unknown): unknown[] => (member instanceof Parameter ? [member] : []);

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function kindOf(container: object): string {
  if (container instanceof Map) return 'a Map';
  if (container instanceof Set) return 'a Set';
  return Array.isArray(container) ? 'an array' : 'an object';
}
