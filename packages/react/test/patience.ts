import { configure } from "@testing-library/react";

// These machines are slow at times. Nothing is measured here, so nobody loses by waiting longer.
configure({ asyncUtilTimeout: 20_000 });
