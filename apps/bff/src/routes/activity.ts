import { Router } from 'express'
import { z } from 'zod'
import { regionPattern, type TerminateLater } from '@brume/console-api'
import type { Activity } from '../activity/activity.ts'
import type { Terminations } from '../activity/terminations.ts'
import { guardWrite, type Connections } from '../connections/connection.ts'
import { refuse } from '../fault.ts'
import { parseBody } from './body.ts'
import { sessionOf } from './session.ts'

const terminateLater: z.ZodType<TerminateLater> = z.strictObject({
  instanceIds: z.array(z.string().min(1).max(100)).min(1).max(1_000),
})

/** What was changed from this session, and what is about to be. */
export function activityRoutes(
  connections: Connections,
  activity: Activity,
  terminations: Terminations,
): Router {
  const router = Router()
  router.get('/activity', (request, response) => {
    response.json(activity.of(sessionOf(request)).entries)
  })
  router.post('/terminations/:id', async (request, response) => {
    await terminations.beginNow(activity.of(sessionOf(request)), Number(request.params.id))
    response.status(204).end()
  })
  router.delete('/terminations/:id', (request, response) => {
    terminations.undo(activity.of(sessionOf(request)), Number(request.params.id))
    response.status(204).end()
  })
  router.post('/:connection/:region/terminations', (request, response) => {
    const session = sessionOf(request)
    const { connection: id, region } = request.params
    const connection = connections.use(session, id)
    if (!regionPattern.test(region)) {
      throw refuse(400, 'BadRequest', `"${region}" is not the name of a Region.`)
    }
    if (connection.account === undefined) {
      throw refuse(404, 'NotEmbedded', 'Only the embedded cloud holds a termination back.')
    }
    guardWrite(connection, 'TerminateInstances')
    const { instanceIds } = parseBody(terminateLater, request.body)
    response.json(terminations.hold(activity.of(session), connection, region, instanceIds))
  })
  return router
}
