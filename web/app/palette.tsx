import { Modal, TextInput, useMantineColorScheme } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeMe, setHold, switchTo } from '../base/actions.ts'
import { articlesQuery, workspacesQuery } from '../base/queries.ts'
import { useMay, useMe } from '../base/session.tsx'

interface Command {
  id: string
  label: string
  kind: string
  /** What one must be allowed to do. */
  needs?: string
  run(): void
}

interface PaletteProps {
  held: boolean
  onClose(): void
  onWrite(): void
  onHold(): void
  onKeys(): void
}

function useCommands({ held, onWrite, onHold, onKeys }: PaletteProps): Command[] {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { setColorScheme } = useMantineColorScheme()
  const room = t('palette.room')
  const action = t('palette.action')
  const scheme = (to: 'light' | 'dark') => {
    setColorScheme(to)
    void changeMe({ scheme: to })
  }
  return [
    { id: 'today', label: t('shell.today'), kind: room, run: () => void navigate({ to: '/' }) },
    { id: 'writing', label: t('shell.writing'), kind: room, run: () => void navigate({ to: '/writing' }) },
    { id: 'posts', label: t('shell.posts'), kind: room, run: () => void navigate({ to: '/posts' }) },
    { id: 'calendar', label: t('calendar.title'), kind: room, run: () => void navigate({ to: '/posts/calendar' }) },
    { id: 'talk', label: t('shell.conversations'), kind: room, run: () => void navigate({ to: '/conversations' }) },
    { id: 'brand', label: t('shell.brand'), kind: room, run: () => void navigate({ to: '/brand' }) },
    {
      id: 'channels',
      label: t('settings.channels'),
      kind: room,
      run: () => void navigate({ to: '/settings/channels' }),
    },
    { id: 'team', label: t('settings.team'), kind: room, run: () => void navigate({ to: '/settings/team' }) },
    { id: 'settings', label: t('shell.settings'), kind: room, run: () => void navigate({ to: '/settings' }) },
    { id: 'write', label: t('palette.newArticle'), kind: action, needs: 'write', run: onWrite },
    {
      id: 'post',
      label: t('palette.newPost'),
      kind: action,
      needs: 'send',
      run: () => void navigate({ to: '/posts/new' }),
    },
    {
      id: 'connect',
      label: t('palette.connect'),
      kind: action,
      needs: 'manage',
      run: () => void navigate({ to: '/settings/channels/new' }),
    },
    held
      ? { id: 'release', label: t('hold.release'), kind: action, needs: 'hold', run: () => void setHold(false) }
      : { id: 'hold', label: t('hold.button'), kind: action, needs: 'hold', run: onHold },
    { id: 'light', label: t('palette.light'), kind: action, run: () => scheme('light') },
    { id: 'dark', label: t('palette.dark'), kind: action, run: () => scheme('dark') },
    { id: 'keys', label: t('shell.keys'), kind: action, run: onKeys },
  ]
}

/** The person's other workspaces. */
function useOtherWorkspaces(): Command[] {
  const { t } = useTranslation()
  const { workspace } = useMe()
  const all = useQuery(workspacesQuery).data?.workspaces ?? []
  return all
    .filter(({ id }) => id !== workspace?.id)
    .map(({ id, name }) => ({
      id: `workspace-${id}`,
      label: t('palette.toWorkspace', { name }),
      kind: t('palette.workspace'),
      run: () => void switchTo(id),
    }))
}

/** Whether every word typed begins somewhere in the label. */
function matches(label: string, typed: string): boolean {
  const hay = label.toLocaleLowerCase()
  return typed
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => hay.includes(word))
}

function useFound(props: PaletteProps, typed: string): Command[] {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const commands = [...useCommands(props), ...useOtherWorkspaces()]
  const articles =
    useInfiniteQuery({ ...articlesQuery(typed ? { q: typed } : {}), enabled: typed.length > 1 }).data ?? []
  const may = useMay()
  const found = commands.filter(({ label, needs }) => (!needs || may(needs)) && matches(label, typed))
  if (typed.length < 2) return found
  return [
    ...found,
    ...articles.slice(0, 8).map((article) => ({
      id: article.id,
      label: article.title || t('writing.untitled'),
      kind: t('palette.article'),
      run: () => void navigate({ to: '/writing/$articleId', params: { articleId: article.id } }),
    })),
  ]
}

/** What is found, and which of it is chosen: by arrow keys in the field, or by the pointer. */
function useChoice(props: PaletteProps) {
  const list = useId()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const found = useFound(props, typed.trim())
  const chosen = Math.min(at, found.length - 1)
  useEffect(() => {
    document.getElementById(`${list}-${chosen}`)?.scrollIntoView({ block: 'nearest' })
  }, [chosen, list])
  const run = (command: Command | undefined) => {
    if (!command) return
    props.onClose()
    command.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step) {
      event.preventDefault()
      setAt((chosen + step + found.length) % Math.max(1, found.length))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      run(found[chosen])
    }
  }
  const type = (text: string) => {
    setTyped(text)
    setAt(0)
  }
  return {
    list,
    option: (index: number) => `${list}-${index}`,
    typed,
    type,
    found,
    chosen,
    choose: setAt,
    run,
    onKeyDown,
  }
}

type Choice = ReturnType<typeof useChoice>

function Found({ list, option, found, chosen, choose, run }: Choice) {
  const { t } = useTranslation()
  return (
    <div className="palette-list" role="listbox" id={list} aria-label={t('palette.results')}>
      {found.map((command, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard works from the text field (combobox pattern)
        // biome-ignore lint/a11y/useFocusableInteractive: the option is reached by aria-activedescendant
        <div
          key={command.id}
          id={option(index)}
          role="option"
          aria-selected={index === chosen}
          className="palette-option"
          onPointerMove={() => choose(index)}
          onClick={() => run(command)}
        >
          <span className="grow clip">{command.label}</span>
          <span className="small quiet">{command.kind}</span>
        </div>
      ))}
    </div>
  )
}

/** Finds and does everything: Ctrl/⌘ K. */
export function Palette(props: PaletteProps) {
  const { t } = useTranslation()
  const choice = useChoice(props)
  const { list, option, typed, type, found, chosen, onKeyDown } = choice
  return (
    <Modal.Root opened onClose={props.onClose} centered={false} yOffset="12dvh">
      <Modal.Overlay />
      <Modal.Content aria-label={t('shell.search')}>
        <Modal.Body p="sm">
          <TextInput
            data-autofocus
            role="combobox"
            aria-label={t('palette.label')}
            aria-expanded="true"
            aria-controls={list}
            aria-activedescendant={found.length ? option(chosen) : undefined}
            aria-autocomplete="list"
            autoComplete="off"
            placeholder={t('palette.label')}
            leftSection={<IconSearch size={18} aria-hidden />}
            value={typed}
            onKeyDown={onKeyDown}
            onChange={(event) => type(event.currentTarget.value)}
          />
          <Found {...choice} />
          {found.length === 0 && (
            <p className="quiet" style={{ padding: 12 }}>
              {t('palette.none')}
            </p>
          )}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
