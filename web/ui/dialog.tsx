import { Modal, type ModalProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** A dialog with its title, and a way out that has a name. Open as long as it is drawn, unless `opened` says otherwise. */
export function Dialog({
  opened = true,
  ...rest
}: Omit<ModalProps, 'opened' | 'closeButtonProps'> & { opened?: boolean }) {
  const { t } = useTranslation()
  return <Modal {...rest} opened={opened} closeButtonProps={{ 'aria-label': t('common.close') }} />
}
