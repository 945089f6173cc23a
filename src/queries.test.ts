/** A table has one owner: nobody else writes it or reads it past the owner's functions and views. */
import { describe, expect, test } from 'vitest'
import { owners, views } from './db/owners.ts'
import { type Node, nodes, programFiles, treeOf, treeOfCode } from './testing/sources.ts'

interface Use {
  /** The table, or the view. */
  of: string
  writes: boolean
}

const builders: Readonly<Record<string, boolean>> = {
  selectFrom: false,
  innerJoin: false,
  leftJoin: false,
  rightJoin: false,
  fullJoin: false,
  crossJoin: false,
  from: false,
  using: false,
  insertInto: true,
  updateTable: true,
  deleteFrom: true,
  mergeInto: true,
}
const inText = /\b(insert\s+into|update|delete\s+from|merge\s+into|truncate|from|join|using)\s+(?:only\s+)?"?(\w+)"?/gi
const writing = /^(insert|update|delete|merge|truncate)/i

/** The tables that a file's queries name, by the builder's calls and by SQL as text. */
function usesIn(tree: Node): Use[] {
  const all: Use[] = []
  for (const [node, around] of nodes(tree)) {
    if (node.type === 'CallExpression') all.push(...built(node))
    if (node.type === 'Property' && (node.key as Node).name === 'view') all.push(...named(node.value as Node))
    const text = sqlOf(node, around)
    for (const [, verb = '', name = ''] of text?.matchAll(inText) ?? [])
      all.push({ of: name, writes: writing.test(verb) })
  }
  return all.filter(({ of }) => of in owners || of in views)
}

/** A view that a list of words is told to read (`OrderedSearch`). */
const named = ({ value }: Node): Use[] => (typeof value === 'string' ? [{ of: value, writes: false }] : [])

function built({ callee, arguments: given }: Node): Use[] {
  const name = ((callee as Node).property as Node | undefined)?.name
  const writes = typeof name === 'string' ? builders[name] : undefined
  if (writes === undefined) return []
  const [first] = given as Node[]
  const tables = first?.type === 'ArrayExpression' ? (first.elements as Node[]) : [first]
  return tables.flatMap((one) =>
    typeof one?.value === 'string' ? [{ of: one.value.split(' ')[0] as string, writes }] : [],
  )
}

/** SQL as text: a template that `sql` reads, or a literal that begins like a statement. */
function sqlOf(node: Node, around: Node | undefined): string | undefined {
  if (node.type === 'TemplateLiteral') {
    const text = (node.quasis as { value: { raw: string } }[]).map(({ value }) => value.raw).join(' ? ')
    const tag = around?.type === 'TaggedTemplateExpression' ? (around.tag as Node) : undefined
    const named = (tag?.name ?? (tag?.object as Node | undefined)?.name) === 'sql'
    return named || isStatement(text) ? text : undefined
  }
  return typeof node.value === 'string' && isStatement(node.value) ? node.value : undefined
}

const isStatement = (text: string) =>
  /^\s*(with|select|insert into|update|delete from|merge into|truncate)\s/.test(text)

const roomOf = (file: string): string => file.split('/')[0] as string

/** Why a place may read or write what is not its own. */
const exceptions: readonly { file: string; of: string; why: string }[] = [
  { file: 'backup/write.ts', of: 'media', why: 'a backup copies all tables in one moment, and then their files' },
  { file: 'backup/restore.ts', of: 'media', why: 'looks at the names of files before they become files' },
  {
    file: 'backup/restore.ts',
    of: 'channel',
    why: 'counts what this server’s key opens, of tables that were just copied',
  },
]

const found = programFiles().flatMap((file) => usesIn(treeOf(file)).map((use) => ({ file, ...use })))
const isOwn = ({ file, of }: (typeof found)[number]) => owners[of as keyof typeof owners] === roomOf(file)

describe('a table has one owner', () => {
  test('the queries are found', () => {
    const parts = (code: string) => usesIn(treeOfCode(code))
    expect(parts('tx.updateTable("channel").set({})')).toEqual([{ of: 'channel', writes: true }])
    expect(parts('tx.selectFrom(["post as p", "media"])')).toEqual([
      { of: 'post', writes: false },
      { of: 'media', writes: false },
    ])
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code
    expect(parts('sql`select 1 from ${x} a join delivery d on true where exists (select from "user")`')).toEqual([
      { of: 'delivery', writes: false },
      { of: 'user', writes: false },
    ])
    expect(parts("client.query('insert into post (id) values (1)')")).toEqual([{ of: 'post', writes: true }])
    expect(parts("({ en: 'Choose from media' })")).toEqual([])
    expect(found.length).toBeGreaterThan(200)
  })

  test('each table is used by its owner', () => {
    const unused = Object.keys(owners).filter((table) => !found.some((use) => use.of === table && isOwn(use)))
    // better-auth's own tables, and one that the database itself fills.
    expect(unused).toEqual([])
  })

  test('nobody else writes it, and nobody else reads it past its owner', () => {
    const foreign = found.filter(
      (use) =>
        use.of in owners && !isOwn(use) && !exceptions.some(({ file, of }) => file === use.file && of === use.of),
    )
    expect([...new Set(foreign.map(({ file, of, writes }) => `${file} ${writes ? 'writes' : 'reads'} ${of}`))]).toEqual(
      [],
    )
  })

  test('what is offered is read, and never written; each exception is needed', () => {
    expect(found.filter(({ of, writes }) => of in views && writes)).toEqual([])
    const offered = Object.keys(views).filter((view) => !found.some(({ of }) => of === view))
    expect(offered).toEqual([])
    const idle = exceptions.filter(({ file, of }) => !found.some((use) => use.file === file && use.of === of))
    expect(idle).toEqual([])
  })

  test('the API and the shell ask rooms', () => {
    const asked = programFiles().filter((file) => ['http', 'cli'].includes(roomOf(file)))
    const sql = asked.filter((file) =>
      [...nodes(treeOf(file))].some(([node]) => {
        const callee =
          node.type === 'CallExpression' ? ((node.callee as Node).property as Node | undefined)?.name : undefined
        const tag = node.type === 'TaggedTemplateExpression' ? (node.tag as Node).name : undefined
        return (
          tag === 'sql' ||
          (typeof callee === 'string' && /^(selectFrom|insertInto|updateTable|deleteFrom)$/.test(callee))
        )
      }),
    )
    expect(sql).toEqual([])
  })
})
