import java.io.FileInputStream;
import java.io.InputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Holds PDF files against PDF/UA-1 with veraPDF, and tells of each in a line: its name, how many checks, and what failed. */
public class CheckPdf {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        PDFAFlavour flavour = PDFAFlavour.fromString("ua1");
        for (String file : files) {
            try (InputStream content = new FileInputStream(file);
                    PDFAParser parser = Foundries.defaultInstance().createParser(content, flavour);
                    PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                ValidationResult found = validator.validate(parser);
                StringBuilder line = new StringBuilder(found.isCompliant() ? "ok" : "wrong");
                line.append('\t').append(found.getTotalAssertions()).append('\t').append(file);
                for (TestAssertion each : found.getTestAssertions()) {
                    line.append('\t').append(each.getRuleId().getClause()).append(' ').append(each.getMessage());
                }
                System.out.println(line.toString().replace('\n', ' '));
            }
        }
    }
}
