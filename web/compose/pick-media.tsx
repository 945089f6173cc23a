import { Menu } from '@mantine/core'
import { IconLibraryPhoto, IconPhoto, IconUpload } from '@tabler/icons-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FileField } from '../ui/file-field.tsx'
import { acceptedFiles, type PostMediaTools } from './post-media.tsx'
import { ToolTarget } from './tool-target.tsx'

const MediaLibrary = lazy(() => import('./media-library.tsx').then((part) => ({ default: part.MediaLibrary })))

/** Pictures, or a video, from the device; or a picture that was used before. */
export function PickMedia({ media }: { media: PostMediaTools }) {
  const { t } = useTranslation()
  const chooser = useRef<HTMLInputElement>(null)
  const [open, setOpen] = useState(false)
  return (
    <>
      <FileField
        ref={chooser}
        accept={acceptedFiles(media.videos)}
        multiple
        aria-label={t('writing.tools.picture')}
        onFiles={media.add}
      />
      <Menu position="top-start" width={280}>
        <Menu.Target>
          <ToolTarget
            label={t(media.videos ? 'posts.pictureOrVideo' : 'writing.tools.picture')}
            icon={IconPhoto}
            disabled={media.room === 0}
          />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconUpload size={20} aria-hidden />} onClick={() => chooser.current?.click()}>
            {t('posts.pictures.device')}
          </Menu.Item>
          <Menu.Item leftSection={<IconLibraryPhoto size={20} aria-hidden />} onClick={() => setOpen(true)}>
            {t('posts.pictures.library')}
            <span className="send-means">{t('posts.pictures.libraryMeans')}</span>
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {open && (
        <Suspense>
          <MediaLibrary
            chosen={media.media}
            onClose={() => setOpen(false)}
            onChoose={(one) => {
              media.insert(one)
              setOpen(false)
            }}
          />
        </Suspense>
      )}
    </>
  )
}
