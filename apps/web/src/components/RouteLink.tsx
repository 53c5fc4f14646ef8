import Link, { type LinkProps } from '@cloudscape-design/components/link'
import { useNavigate } from 'react-router'

/** A link inside the app: a plain click navigates without a reload, every other click is the browser's. */
export function RouteLink(props: LinkProps & { readonly href: string }) {
  const navigate = useNavigate()
  return (
    // A row around it would take the click for its own, and what that writes into the URL would overtake the way to the page.
    <span className="brume-link" onClick={(event) => event.stopPropagation()}>
      <Link
        {...props}
        onFollow={(event) => {
          if (event.detail.external) return
          event.preventDefault()
          void navigate(props.href)
        }}
      />
    </span>
  )
}
