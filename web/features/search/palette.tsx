import './palette.css'
import { Modal, useMantineColorScheme } from '@mantine/core'
import { IconBulb, IconPencil, IconSearch, IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeMe, setHold, signOut, switchTo } from '../../base/actions.ts'
import { ask } from '../../base/api.ts'
import { refreshTopic } from '../../base/queries.ts'
import { useMay } from '../../base/session.tsx'
import { ProblemNotice } from '../../ui/parts.tsx'
import type { PlaceId } from './places.ts'
import { RowLine } from './row-line.tsx'
import type { Group, Row } from './rows.tsx'
import { readTyped, type Typed, useFound } from './use-found.ts'

interface PaletteProps {
  held: boolean
  onClose(): void
  onWrite(): void
  onHold(): void
  onKeys(): void
  onGlossary(): void
}

/** At most so many of each kind: the palette answers, it is no list. */
const most = 2

/** The row that catches what was typed as an idea; the palette stays for the next one. */
const catchId = 'catch-idea'
const longestIdea = 500

/** What the palette does itself, without another page. */
function useDeeds({ onWrite, onHold, onKeys, onGlossary }: PaletteProps): Partial<Record<PlaceId, () => void>> {
  const { setColorScheme } = useMantineColorScheme()
  const scheme = (to: 'light' | 'dark') => {
    setColorScheme(to)
    void changeMe({ scheme: to })
  }
  return {
    write: onWrite,
    hold: onHold,
    release: () => void setHold(false),
    keys: onKeys,
    glossary: onGlossary,
    light: () => scheme('light'),
    dark: () => scheme('dark'),
    openBlog: () => void window.open('/', '_blank', 'noopener'),
    signOut: () => void signOut(),
  }
}

/** What always stands below what was found: a post about it, and the page that looks further. */
function useWaysOn({ words, only }: Typed): Row[] {
  const { t } = useTranslation()
  const may = useMay()
  if (!words || only === 'actions') return []
  const post: Row = {
    id: 'post-about',
    group: 'actions',
    icon: <IconPencil size={20} stroke={1.7} aria-hidden />,
    text: t('palette.postAbout', { q: words }),
    to: '/posts/new',
    search: { text: words },
    fit: 0,
  }
  const everything: Row = {
    id: 'everything',
    group: 'actions',
    icon: <IconSearch size={20} stroke={1.7} aria-hidden />,
    text: t('palette.everything', { q: words }),
    to: '/search',
    search: { q: words },
    fit: 0,
  }
  const idea: Row = {
    id: catchId,
    group: 'actions',
    icon: <IconBulb size={20} stroke={1.7} aria-hidden />,
    text: t('palette.catchIdea', { q: words }),
    to: '',
    fit: 0,
  }
  return [...(may('send') ? [post] : []), everything, ...(may('write') && words.length <= longestIdea ? [idea] : [])]
}

/** All rows in their order, and which of them is the best match: where none was chosen yet, that one is. */
function useRows(props: PaletteProps, text: string) {
  const typed = readTyped(text)
  const { byGroup, meant, pending, error } = useFound(typed, props.held, most)
  const ways = useWaysOn(typed)
  const rows = [...byGroup.flatMap(([, found]) => found), ...ways]
  const best = rows.reduce((chosen, row, at) => (row.fit > (rows[chosen]?.fit ?? 0) ? at : chosen), 0)
  return { typed, meant, byGroup, ways, rows, best, pending, error }
}

/** Opens a row, in a new tab where that is asked for. */
function useOpen(props: PaletteProps) {
  const navigate = useNavigate()
  const deeds = useDeeds(props)
  return (row: Row | undefined, newTab = false) => {
    if (!row) return
    props.onClose()
    const deed = deeds[row.id as PlaceId]
    if (!row.to) return deed ? deed() : void switchTo(row.id)
    const path = Object.entries(row.params ?? {}).reduce((to, [name, value]) => to.replace(`$${name}`, value), row.to)
    if (newTab) window.open(`/panel${path}?${new URLSearchParams(row.search)}`, '_blank', 'noopener')
    // The address is put together here: no type of the router knows it.
    else void navigate({ to: path, search: row.search ?? {} } as never)
  }
}

function useChoice(props: PaletteProps) {
  const list = useId()
  const [text, setText] = useState('')
  // By its id: rows come and go while answers arrive.
  const [picked, setPicked] = useState<string>()
  const found = useRows(props, text)
  const open = useOpen(props)
  const { length } = found.rows
  const at = found.rows.findIndex(({ id }) => id === picked)
  const chosen = at < 0 ? found.best : at
  const caught = useMutation({
    mutationFn: (idea: string) => ask('/api/ideas', { method: 'POST', body: { text: idea } }),
    onSuccess: async (_answer, idea) => {
      setText((now) => (readTyped(now).words === idea ? '' : now))
      await refreshTopic('ideas')
    },
  })
  const act = (row: Row | undefined, newTab = false) => {
    if (row?.id !== catchId) return open(row, newTab)
    if (!caught.isPending) caught.mutate(found.typed.words)
  }
  const choose = (index: number) => setPicked(found.rows[index]?.id)
  useEffect(() => {
    document.getElementById(`${list}-${chosen}`)?.scrollIntoView({ block: 'nearest' })
  }, [chosen, list])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step) choose((chosen + step + length) % Math.max(1, length))
    else if (event.key === 'Enter') act(found.rows[chosen], event.ctrlKey || event.metaKey)
    else return
    event.preventDefault()
  }
  const type = (typed: string) => {
    setText(typed)
    setPicked(undefined)
  }
  return { ...found, list, text, type, chosen, choose, open: act, caught, onKeyDown }
}

type Choice = ReturnType<typeof useChoice>

function Option({ row, index, choice }: { row: Row; index: number; choice: Choice }) {
  const { list, chosen, choose, open, meant } = choice
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard works from the text field (combobox pattern)
    // biome-ignore lint/a11y/useFocusableInteractive: the option is reached by aria-activedescendant
    <div
      id={`${list}-${index}`}
      role="option"
      aria-selected={index === chosen}
      className="palette-option"
      onPointerMove={() => choose(index)}
      onClick={(event) => open(row, event.ctrlKey || event.metaKey)}
    >
      <RowLine row={row} typed={meant} />
    </div>
  )
}

function Results({ choice }: { choice: Choice }) {
  const { t } = useTranslation()
  const { byGroup, ways, rows, list, typed, pending } = choice
  const recent = !typed.words && !typed.only
  const name = (group: Group) => t(`palette.group.${group}`)
  return (
    <div className="palette-list" role="listbox" id={list} aria-label={t('palette.results')}>
      {byGroup.length === 0 && typed.words && !pending && (
        <p className="quiet palette-none" role="presentation">
          {t('palette.none', { q: typed.words })}
        </p>
      )}
      {recent && byGroup.length > 0 && <p className="hidden-but-read">{t('palette.recent')}</p>}
      {byGroup.map(([group, found]) => (
        // biome-ignore lint/a11y/useSemanticElements: options in a listbox are grouped so
        <div key={group} role="group" aria-label={name(group)}>
          <p className="palette-group" aria-hidden="true">
            {name(group)}
          </p>
          {found.map((row) => (
            <Option key={row.id} row={row} index={rows.indexOf(row)} choice={choice} />
          ))}
        </div>
      ))}
      {ways.length > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: options in a listbox are grouped so
        <div className="palette-ways" role="group" aria-label={t('palette.waysOn')}>
          {ways.map((row) => (
            <Option key={row.id} row={row} index={rows.indexOf(row)} choice={choice} />
          ))}
        </div>
      )}
    </div>
  )
}

function Foot() {
  const { t } = useTranslation()
  return (
    <footer className="palette-foot small quiet" aria-hidden="true">
      <span>
        <kbd>↑</kbd> <kbd>↓</kbd> {t('palette.key.choose')} <kbd>↵</kbd> {t('palette.key.open')} <kbd>Ctrl ↵</kbd>{' '}
        {t('palette.key.newTab')}
      </span>
      <span>
        <kbd>@</kbd> {t('palette.key.people')} <kbd>#</kbd> {t('palette.key.labels')} <kbd>&gt;</kbd>{' '}
        {t('palette.key.actions')}
      </span>
    </footer>
  )
}

/** Finds and does everything: Ctrl/⌘ K. */
export function Palette(props: PaletteProps) {
  const { t } = useTranslation()
  const choice = useChoice(props)
  const { list, text, type, rows, chosen, caught, onKeyDown } = choice
  return (
    <Modal.Root opened onClose={props.onClose} centered={false} yOffset="5dvh" size={680} className="palette">
      <Modal.Overlay />
      <Modal.Content aria-label={t('shell.search')} radius="lg">
        <Modal.Body p={0}>
          <div className="palette-field">
            <IconSearch size={22} stroke={1.7} aria-hidden />
            <input
              data-autofocus
              role="combobox"
              aria-label={t('palette.label')}
              aria-expanded="true"
              aria-controls={list}
              aria-activedescendant={rows.length ? `${list}-${chosen}` : undefined}
              aria-autocomplete="list"
              autoComplete="off"
              spellCheck={false}
              placeholder={t('palette.label')}
              value={text}
              onKeyDown={onKeyDown}
              onChange={(event) => type(event.currentTarget.value)}
            />
            <button type="button" className="palette-close" aria-label={t('common.close')} onClick={props.onClose}>
              <kbd className="not-phone">Esc</kbd>
              <IconX className="only-phone" size={22} aria-hidden />
            </button>
          </div>
          {(caught.error || (caught.isSuccess && !text)) && (
            <div className="palette-none">
              <ProblemNotice error={caught.error} />
              {caught.isSuccess && !text && (
                <p className="medium" role="status">
                  {t('palette.caught', { q: caught.variables })}
                </p>
              )}
            </div>
          )}
          <Results choice={choice} />
          <Foot />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
