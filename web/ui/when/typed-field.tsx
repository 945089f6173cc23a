import { ActionIcon, TextInput } from '@mantine/core'
import { IconCalendarTime, IconClock } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Read } from '../../base/typed.ts'
import './when.css'

/** What a field for day or time is given by the one who draws it. */
export interface TypedFieldProps {
  /** Stands above it; `aria-label` where it has no room. */
  label?: string
  'aria-label'?: string
  value: string
  onChange(value: string): void
  /** Why the value can't be taken, besides that it is none. */
  error?: string | null
  description?: string
  size?: 'sm' | 'md'
}

interface Behaviour {
  icon: 'calendar' | 'clock'
  /** The value in words that `read` understands. */
  say(value: string): string
  read(typed: string): Read
  /** May be left empty: then it is no mistake. */
  optional?: boolean
  hint: string
  /** What opens below it: a month, times. `close` is called when the choice is made. */
  panel(close: () => void): ReactNode
  /** Lies over what follows, instead of moving it. */
  floating?: boolean
}

/** Closes what is open when one presses outside, or leaves with the keyboard. */
function useLeave(close: () => void) {
  const box = useRef<HTMLDivElement>(null)
  const latest = useRef(close)
  latest.current = close
  useEffect(() => {
    // It closes after what was pressed has done its work: closing first would move that away from under the pointer.
    let pressing = false
    const away = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) latest.current()
    }
    const listeners: Record<string, (event: Event) => void> = {
      pointerdown: () => {
        pressing = true
      },
      pointercancel: () => {
        pressing = false
      },
      click: (event) => {
        pressing = false
        away(event)
      },
      focusin: (event) => {
        if (!pressing) away(event)
      },
    }
    for (const [name, listener] of Object.entries(listeners)) document.addEventListener(name, listener)
    return () => {
      for (const [name, listener] of Object.entries(listeners)) document.removeEventListener(name, listener)
    }
  }, [])
  return box
}

/** What opens below the field: by the arrow down in it; closed by Escape, which leads back to the field, and by leaving. */
function useOpen() {
  const [open, setOpen] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const box = useLeave(() => setOpen(false))
  const back = () => {
    setOpen(false)
    input.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && open) {
      event.stopPropagation()
      back()
    }
    if (event.key === 'ArrowDown' && event.target === input.current) {
      event.preventDefault()
      setOpen(true)
    }
  }
  return { open, setOpen, input, box, back, onKeyDown }
}

/** The words that are being typed: what they mean is told at once, and they are said anew when one leaves. */
function useTyped({
  value,
  onChange,
  say,
  read,
  optional,
}: Pick<TypedFieldProps & Behaviour, 'value' | 'onChange' | 'say' | 'read' | 'optional'>) {
  const [typed, setTyped] = useState<string>()
  const found = typed === undefined ? undefined : read(typed)
  const problem = found && 'problem' in found ? found.problem : undefined
  return {
    words: typed ?? (value ? say(value) : ''),
    problem: problem === 'empty' && optional ? undefined : problem,
    type(words: string) {
      setTyped(words)
      const next = read(words)
      onChange('value' in next ? next.value : '')
    },
    /** What can be read is said anew; what can't stays, so that it can be put right. */
    settle() {
      if (!problem || (problem === 'empty' && optional)) setTyped(undefined)
    },
    forget: () => setTyped(undefined),
  }
}

/** Opens what one can choose from. */
function OpenButton({
  icon,
  open,
  panel,
  onClick,
}: {
  icon: Behaviour['icon']
  open: boolean
  panel: string
  onClick(): void
}) {
  const { t } = useTranslation()
  const Icon = icon === 'clock' ? IconClock : IconCalendarTime
  return (
    <ActionIcon
      variant="subtle"
      color="var(--quiet)"
      size={36}
      aria-label={t(icon === 'clock' ? 'when.openTimes' : 'when.open')}
      aria-expanded={open}
      aria-controls={panel}
      onClick={onClick}
    >
      <Icon size={20} aria-hidden />
    </ActionIcon>
  )
}

/** A field that takes what one types in words, and opens what one can choose from: by press, or by the arrow down. */
export function TypedField({
  label,
  error,
  description,
  size = 'md',
  hint,
  icon,
  panel,
  floating,
  ...rest
}: TypedFieldProps & Behaviour) {
  const { t } = useTranslation()
  const id = useId()
  const { open, setOpen, input, box, back, onKeyDown } = useOpen()
  const typing = useTyped(rest)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes from wherever in it one is, the arrow down opens
    <div className={floating ? 'when floating' : 'when'} ref={box} onKeyDown={onKeyDown}>
      <TextInput
        ref={input}
        size={size}
        label={label}
        aria-label={rest['aria-label']}
        placeholder={hint}
        autoComplete="off"
        value={typing.words}
        error={typing.problem ? t(`when.problem.${typing.problem}`) : error}
        description={description}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        onChange={(event) => typing.type(event.currentTarget.value)}
        onBlur={typing.settle}
        onFocus={(event) => event.currentTarget.select()}
        rightSectionWidth={44}
        rightSection={<OpenButton icon={icon} open={open} panel={id} onClick={() => setOpen(!open)} />}
      />
      {open && (
        <div className="when-panel" id={id}>
          {panel(() => {
            back()
            typing.forget()
          })}
        </div>
      )}
    </div>
  )
}
