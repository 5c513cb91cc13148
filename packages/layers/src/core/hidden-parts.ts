// Parts that a module would not find in itself: they would neither learn nor be saved, and nobody would be told.
import { ArgumentError, shownKind, Tensor } from '@evenkeel/tensor';
import { Parameter } from './parameter.js';

/** A module, as far as it matters here. */
interface Owner {
  readonly kind: string;
}

/** Whether something is a module or a parameter that was not found. */
type Hidden = (part: unknown) => boolean;

/**
 * Refuses properties that hold what belongs to a module in a form in which it is not looked for. What is found in another place as
 * well may stand in any container.
 *
 * @param modules  all that were found
 * @param isModule  tells modules
 */
export function refuseHidden(
  modules: ReadonlySet<Owner>,
  isModule: (member: unknown) => boolean,
): void {
  let parameters: ReadonlySet<unknown> | null = null;
  const hidden: Hidden = (part) => {
    if (part instanceof Parameter) return !(parameters ??= parametersOf(modules)).has(part);
    return isModule(part) && !modules.has(part as Owner);
  };
  for (const owner of modules) {
    for (const property of Object.entries(owner)) refuseMember(owner.kind, property, hidden);
  }
}

const parametersOf = (modules: ReadonlySet<Owner>): ReadonlySet<unknown> =>
  new Set([...modules].flatMap((module) => Object.values(module).flatMap(parameterOf)));

function refuseMember(
  owner: string,
  [name, member]: readonly [string, unknown],
  hidden: Hidden,
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
  if (!membersOf(member)?.some(hidden)) return;
  throw new ArgumentError({
    op: owner,
    argument: name,
    expected: 'a module, an array of modules or a parameter, to be found',
    received: `${shownKind(member)} that holds some`,
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
