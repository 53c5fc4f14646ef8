import '@cloudscape-design/global-styles/index.css'
import './styles.css'
import { loadBootstrap } from './api/load-bootstrap.ts'
import { openFeeds } from './api/live-client.ts'
import { openSession } from './api/session.ts'
import { preloadMessages, rememberedLocale } from './i18n/load-messages.ts'
import { prepareDurations } from './lib/time.ts'
import { routeOf } from './routes.tsx'

// This module is small, and runs while React and the frame are still on their way: all that the first page shows is asked for
// meanwhile, side by side. What fails here is said by who shows it.
const bootstrap = loadBootstrap()
bootstrap.catch(() => undefined)
const { route, connection, region } = routeOf(location.pathname)
preloadMessages(route?.ownMessages ?? false)
route?.load().catch(() => undefined)
openFeeds({ connection, region }, route?.feeds ?? [])

prepareDurations(rememberedLocale.read())

// The app's code holds the thread while it is evaluated: not before the requests have left, which wait for the session. Not awaited
// here: what is imported shares code with this module, and would wait for it in turn.
void openSession()
  .catch(() => undefined)
  .then(() => new Promise((left) => setTimeout(left)))
  .then(() => import('./shell/show.tsx'))
  .then(({ show }) => show(bootstrap))
