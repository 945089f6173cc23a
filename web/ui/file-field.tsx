import type { ComponentProps } from 'react'

/** Opens the device's own dialog for files when it is clicked; what one sees is a button that does so. The same file can be chosen again. */
export function FileField({
  onFiles,
  ...rest
}: Pick<ComponentProps<'input'>, 'ref' | 'id' | 'accept' | 'multiple' | 'aria-label'> & {
  onFiles(files: File[]): void
}) {
  return (
    <input
      {...rest}
      type="file"
      className="hidden-but-read"
      tabIndex={-1}
      onChange={(event) => {
        onFiles([...(event.currentTarget.files ?? [])])
        event.currentTarget.value = ''
      }}
    />
  )
}
