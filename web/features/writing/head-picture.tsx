import { Button, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { smallPicture } from '../../base/small-picture.ts'
import { useStore } from '../../base/store.ts'
import { OnePicture } from '../../compose/one-picture.tsx'
import type { Saver } from './saver.ts'

/** The picture at an article's head, with the words for those who can't see it. */
export function HeadPictureFields({ saver }: { saver: Saver }) {
  const { t } = useTranslation()
  const { picture } = useStore(saver.fields)
  const change = (part: Partial<NonNullable<typeof picture>>) =>
    picture && saver.change({ picture: { ...picture, ...part } })
  return (
    <fieldset className="stack tight plain-group">
      <legend className="strong">{t('writing.picture')}</legend>
      <span className="small quiet">{t('writing.pictureHint')}</span>
      {picture && <img className="head-picture" src={smallPicture(picture.media)} alt={picture.alt} />}
      <div className="row">
        <OnePicture
          label={t(picture ? 'writing.pictureChange' : 'writing.pictureAdd')}
          onChoose={({ id, alt }) => saver.change({ picture: { media: id, alt, caption: picture?.caption ?? '' } })}
        />
        {picture && (
          <Button variant="subtle" onClick={() => saver.change({ picture: null })}>
            {t('writing.pictureRemove')}
          </Button>
        )}
      </div>
      {picture && (
        <>
          <Textarea
            label={t('writing.pictureAlt')}
            description={t('writing.pictureAltHint')}
            autosize
            minRows={2}
            maxLength={1500}
            value={picture.alt}
            onChange={(event) => change({ alt: event.currentTarget.value })}
          />
          <TextInput
            label={t('writing.pictureCaption')}
            maxLength={500}
            value={picture.caption}
            onChange={(event) => change({ caption: event.currentTarget.value })}
          />
        </>
      )}
    </fieldset>
  )
}
