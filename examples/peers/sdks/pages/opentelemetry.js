import { OTLPLogExporter } from "@opentelemetry/exporter-logs-otlp-http";
import { BatchLogRecordProcessor, LoggerProvider } from "@opentelemetry/sdk-logs";
import { expose } from "./expose.js";

const exporter = new OTLPLogExporter({ url: `${location.origin}/v1/logs`, timeoutMillis: 30_000 });
const provider = new LoggerProvider({
  processors: [new BatchLogRecordProcessor({ exporter, scheduledDelayMillis: 100, exportTimeoutMillis: 35_000 })],
});
const logger = provider.getLogger("compared");

expose((mark) => void logger.emit({ body: "compared", attributes: { mark } }));
