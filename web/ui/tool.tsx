import './tool.css'
import type { ComponentProps, ComponentType, KeyboardEvent } from 'react'

/** A button of a toolbar: pressing it does not take the words out of the writer's hands. */
export function Tool({
  label,
  icon: Icon,
  pressed,
  disabled,
  onPress,
  ...rest
}: Omit<ComponentProps<'button'>, 'type' | 'onClick'> & {
  label: string
  icon: ComponentType<{ size: number; 'aria-hidden': boolean }>
  pressed?: boolean
  disabled?: boolean
  onPress(): void
}) {
  return (
    <button
      {...rest}
      type="button"
      className="tool"
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      disabled={disabled}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      <Icon size={20} aria-hidden />
    </button>
  )
}

/** Left and right move between the tools, as in every toolbar (https://www.w3.org/WAI/ARIA/apg/patterns/toolbar/). */
export function moveInToolbar(event: KeyboardEvent<HTMLDivElement>): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
  if (!step || event.target instanceof HTMLInputElement) return
  const tools = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button.tool:not(:disabled)')]
  const at = tools.indexOf(document.activeElement as HTMLButtonElement)
  tools[(at + step + tools.length) % tools.length]?.focus()
  event.preventDefault()
}
