import type { ComponentProps, ComponentType } from 'react'

/** A tool that opens a menu: drawn like any other (ui/tool.tsx), and handed to the menu as its target. */
export function ToolTarget({
  label,
  icon: Icon,
  ...rest
}: Omit<ComponentProps<'button'>, 'type'> & {
  label: string
  icon: ComponentType<{ size: number; 'aria-hidden': boolean }>
}) {
  return (
    <button {...rest} type="button" className="tool" aria-label={label} title={label}>
      <Icon size={20} aria-hidden />
    </button>
  )
}
