import { Button, Menu } from '@mantine/core'
import { IconLibraryPhoto, IconUpload } from '@tabler/icons-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Media } from '../../src/http/api.ts'
import { FileField } from '../ui/file-field.tsx'
import { AltDialog, PictureProgress, usePictures } from './pictures.tsx'

const MediaLibrary = lazy(() => import('./media-library.tsx').then((part) => ({ default: part.MediaLibrary })))

/** A button with which one picture is chosen: from the device, which asks what it shows, or one that was used before. */
export function OnePicture({ label, onChoose }: { label: string; onChoose(media: Pick<Media, 'id' | 'alt'>): void }) {
  const { t } = useTranslation()
  const chooser = useRef<HTMLInputElement>(null)
  const [open, setOpen] = useState(false)
  const pictures = usePictures()
  const add = (files: File[]) => {
    let id = ''
    const insert = (media: Media) => {
      id = media.id
      onChoose(media)
    }
    pictures.add(files.slice(0, 1), insert, (_src, alt) => onChoose({ id, alt }))
  }
  return (
    <>
      <FileField ref={chooser} accept="image/*" aria-label={label} onFiles={add} />
      <Menu position="bottom-start" width={260}>
        <Menu.Target>
          <Button variant="default">{label}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconUpload size={20} aria-hidden />} onClick={() => chooser.current?.click()}>
            {t('writing.pictureUpload')}
          </Menu.Item>
          <Menu.Item leftSection={<IconLibraryPhoto size={20} aria-hidden />} onClick={() => setOpen(true)}>
            {t('writing.pictureLibrary')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <PictureProgress pictures={pictures} />
      <AltDialog pictures={pictures} />
      {open && (
        <Suspense>
          <MediaLibrary
            chosen={[]}
            onClose={() => setOpen(false)}
            onChoose={(media) => {
              onChoose(media)
              setOpen(false)
            }}
          />
        </Suspense>
      )}
    </>
  )
}
