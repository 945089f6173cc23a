import { Menu, UnstyledButton } from '@mantine/core'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { TeamMember } from '../../../../src/http/api.ts'

/** A role, by its name in the API. */
export type Role = TeamMember['role']

/** In the order of the program's own table (src/team/roles.ts). */
export const roles: readonly Role[] = ['owner', 'editor', 'author', 'responder', 'viewer']

/** Somebody's role in their row; where it may be changed, a menu that says what each one means. */
export function RoleMenu({
  name,
  role,
  onChange,
}: {
  name: string
  role: Role
  onChange?: ((role: Role) => void) | undefined
}) {
  const { t } = useTranslation()
  if (!onChange) return <span className="strong">{t(`team.role.${role}`)}</span>
  return (
    <Menu position="bottom-start" width={280}>
      <Menu.Target>
        <UnstyledButton className="role-button" aria-label={t('team.roleOf', { name, role: t(`team.role.${role}`) })}>
          {t(`team.role.${role}`)}
          <IconChevronDown size={16} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {roles.map((one) => (
          <Menu.Item
            key={one}
            onClick={() => one !== role && onChange(one)}
            rightSection={one === role && <IconCheck size={18} aria-label={t('team.present')} />}
          >
            <span className="stack tight" style={{ gap: 0 }}>
              <span>{t(`team.role.${one}`)}</span>
              <span className="small quiet">{t(`team.roleMeans.${one}`)}</span>
            </span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
