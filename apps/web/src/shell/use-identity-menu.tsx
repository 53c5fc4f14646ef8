import type { TopNavigationProps } from '@cloudscape-design/components/top-navigation'
import { useNavigate } from 'react-router'
import { asApiError, useConnection, useScopedPath } from '../api/index.ts'
import { leaveRole, openAs, signOut } from '../api/sign-in.ts'
import { describeError, notify } from '../components/index.ts'
import { useT } from '../i18n/index.ts'
import { openDialog } from './dialogs.ts'

/** Who one is in this account, and how to be somebody else; on the embedded cloud. */
export function useIdentityMenu(): TopNavigationProps.MenuDropdownUtility | undefined {
  const t = useT()
  const navigate = useNavigate()
  const toPath = useScopedPath()
  const { id, access } = useConnection()
  // where everybody may do everything nobody needs to know who they are
  if (!access || (access.mode === 'off' && !access.signedIn)) return undefined
  const { identity, account, signedIn } = access
  const where = identity?.alias ?? account
  const name = identity?.role?.displayName ?? (identity && `${nameOf(identity)} @ ${where}`)
  const failed = (cause: unknown) =>
    notify({ type: 'error', header: describeError(asApiError(cause), t) })
  return {
    type: 'menu-dropdown',
    iconSvg: <PersonIcon colour={identity?.role ? (identity.role.colour ?? 'blue') : undefined} />,
    text: name ?? t('identity.nobody'),
    ariaLabel: `${t('identity.title')}: ${name ?? t('identity.nobody')}`,
    title: identity?.arn ?? '',
    description: t('identity.account', { account }),
    items: [
      ...(identity?.role
        ? [{ id: 'back', text: t('identity.back', { name: identity.role.from }) }]
        : []),
      ...(identity?.kind === 'user'
        ? [
            { id: 'credentials', text: t('identity.credentials') },
            { id: 'role', text: t('identity.switchRole') },
          ]
        : []),
      ...(identity?.kind === 'role' ? [{ id: 'role', text: t('identity.switchRole') }] : []),
      { id: 'access', text: t('access.title') },
      { id: 'sign-in', text: t('identity.signInAs') },
      ...(signedIn ? [{ id: 'sign-out', text: t('identity.signOut') }] : []),
    ],
    onItemClick: ({ detail }) => {
      switch (detail.id) {
        case 'back':
          void leaveRole(id).then(({ connection }) => openAs(connection), failed)
          break
        case 'sign-out':
          void signOut().then(() => location.reload(), failed)
          break
        case 'credentials':
          void navigate(
            toPath(`/users?selected=${encodeURIComponent(identity?.name ?? '')}&tab=credentials`),
          )
          break
        case 'access':
          void navigate(toPath('/access'))
          break
        case 'role':
          openDialog('switch-role')
          break
        default:
          openDialog('sign-in')
      }
    },
  }
}

const nameOf = ({ kind, name }: { readonly kind: string; readonly name: string }) =>
  kind === 'root' ? 'root' : name

/** In the colour of the role that was switched to. */
function PersonIcon({ colour }: { readonly colour: string | undefined }) {
  return (
    <svg viewBox="0 0 16 16" focusable="false" aria-hidden="true">
      {colour === undefined ? null : (
        <circle cx="8" cy="8" r="8" className="filled stroke-none" data-role-colour={colour} />
      )}
      <circle cx="8" cy="5.500" r="2.500" />
      <path d="M3 14c0-3 2.200-4.500 5-4.500s5 1.500 5 4.500" />
    </svg>
  )
}
