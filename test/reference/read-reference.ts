// Makes the API reference and reads what it says of each public function.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** One signature of a public function. */
export interface FunctionEntry {
  /** `module.name` */
  readonly name: string;
  readonly summary: string;
  /** Parameters that the docstring does not name. */
  readonly undocumented: readonly string[];
  readonly returns: boolean;
  readonly throws: boolean;
  readonly example: boolean;
  readonly givesNothing: boolean;
}

interface Comment {
  readonly summary?: readonly { readonly text: string }[];
  readonly blockTags?: readonly { readonly tag: string }[];
}

interface Type {
  readonly name?: string;
  readonly asserts?: boolean;
  readonly typeArguments?: readonly Type[];
}

interface Reflection {
  readonly name: string;
  readonly kind: number;
  readonly children?: readonly Reflection[];
  readonly signatures?: readonly Reflection[];
  readonly parameters?: readonly Reflection[];
  readonly comment?: Comment;
  readonly type?: Type;
}

/** TypeDoc's number for functions. */
const functionKind = 64;

const folder = fileURLToPath(new URL('../../docs/reference', import.meta.url));

/** What the program printed, warnings and errors only, and all functions; the first signature speaks for overloads. */
export async function readReference(): Promise<{
  readonly output: string;
  readonly functions: readonly FunctionEntry[];
}> {
  const scratch = await mkdtemp(join(tmpdir(), 'evenkeel-reference-'));
  try {
    const json = join(scratch, 'api.json');
    const program = join(folder, 'node_modules/typedoc/bin/typedoc');
    const args = [program, '--json', json, '--logLevel', 'Warn'];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { cwd: folder });
    const project = JSON.parse(await readFile(json, 'utf8')) as Reflection;
    return { output: stdout + stderr, functions: functionsOf(project) };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function functionsOf(project: Reflection): FunctionEntry[] {
  return (project.children ?? []).flatMap((module) =>
    (module.children ?? [])
      .filter(({ kind }) => kind === functionKind)
      .map(({ name, signatures }) => entryOf(`${module.name}.${name}`, signatures![0]!)),
  );
}

function entryOf(name: string, { comment, parameters, type }: Reflection): FunctionEntry {
  const tags = new Set((comment?.blockTags ?? []).map(({ tag }) => tag));
  return {
    name,
    summary: textOf(comment),
    undocumented: (parameters ?? [])
      .filter((parameter) => textOf(parameter.comment) === '')
      .map((parameter) => parameter.name),
    returns: tags.has('@returns'),
    throws: tags.has('@throws'),
    example: tags.has('@example'),
    givesNothing: isNothing(type) || isNothing(type?.typeArguments?.[0]),
  };
}

function textOf(comment: Comment | undefined): string {
  return (comment?.summary ?? [])
    .map(({ text }) => text)
    .join('')
    .trim();
}

function isNothing(type: Type | undefined): boolean {
  return type?.name === 'void' || type?.asserts === true;
}
