export {
  createSimulatedDriver,
  type SimulatedDriver,
  type SimulatedDriverOptions,
} from './simulated-driver.ts'
